// What DuckDB is asked by .ci/compare: a small part of what `floorboard status` tells, per queue offered, answered, abandoned, first
// reply mean and exact p90, and NPS and replies per agent. Usage: node compare.mjs FILE THREADS, beside @duckdb/node-api.
import { DuckDBInstance } from '@duckdb/node-api';

const [file, threads] = process.argv.slice(2);
const db = await DuckDBInstance.create(':memory:', { threads });
const connection = await db.connect();
const answer = await connection.runAndReadAll(`
with events as (
  select * from read_json('${file.replaceAll("'", "''")}', format = 'newline_delimited', columns = {
    time: 'TIMESTAMP', type: 'VARCHAR', conversation: 'VARCHAR', queue: 'VARCHAR', agent: 'VARCHAR', "by": 'VARCHAR', nps: 'INTEGER'})
), conversations as (
  select any_value(queue) as queue,
    min(time) filter (type = 'queued') as entered,
    min(time) filter (type = 'replied' and "by" = 'agent') as replied
  from events where conversation is not null group by conversation
), first_replies as (
  select queue, epoch_ms(replied) - epoch_ms(entered) as wait from conversations
)
select (select count(*) from events) as events,
  (select list((queue, offered, answered, abandoned)) from (
    select queue, count(*) filter (type = 'queued') as offered, count(*) filter (type = 'answered') as answered,
      count(*) filter (type = 'abandoned') as abandoned
    from events group by queue)) as queues,
  (select list((queue, mean, p90)) from (
    select queue, avg(wait) as mean, quantile_disc(wait, 0.9) as p90 from first_replies group by queue)) as first_reply,
  (select 100.0 * (count(*) filter (nps >= 9) - count(*) filter (nps <= 6)) / count(nps) from events) as nps,
  (select list((agent, replies)) from (
    select agent, count(*) as replies from events where type = 'replied' group by agent)) as agents
`);
const [row] = answer.getRowObjects();
console.log(`${row.events} events, ${row.queues.items.length} queues, NPS ${row.nps}`);
