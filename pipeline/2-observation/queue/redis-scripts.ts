/**
 * What has to happen in one step in Redis. Each script may be sent twice, when an answer was lost with the connection, and
 * then does its work once. Keys below the prefix P (first argument):
 *
 * - `visit:ID` hash of a visit: spec, site, priority, state, run_at, attempts, fence, worker, slice, base (length of its WARC),
 *   frontier and parts (lease under which the newest frontier was delivered, and in how many parts), applied (slices that the study holds)
 * - `site:HOST` the lease of a site, with its time to live; `fence` the last lease's number
 * - `part:ID:FENCE:warc|frontier:N` what was delivered under a lease
 * - `parcels` list of what waits for the study, `bytes` its size
 * - `queued`, `running`, `finished`, `failed` sets of visits
 */
const prelude = `
local P, id = ARGV[1], ARGV[2]
local v = P .. 'visit:' .. id
local function now() local t = redis.call('TIME'); return t[1] * 1000 + math.floor(t[2] / 1000) end
local function move(state)
  for _, s in ipairs({'queued', 'running', 'finished', 'failed'}) do redis.call('SREM', P .. s, id) end
  redis.call('SADD', P .. state, id)
  redis.call('HSET', v, 'state', state)
end
local function part(fence, kind, n) return P .. 'part:' .. id .. ':' .. fence .. ':' .. kind .. ':' .. n end
local function drop(fence, kind, count) for n = 0, count - 1 do redis.call('UNLINK', part(fence, kind, n)) end end
local function field(name) return redis.call('HGET', v, name) end
`;

const script = (body: string): string => prelude + body;

/** spec, site, priority, again, slice, base, frontier's fence, its parts → 1 newly queued, 0 known */
export const ADD = script(`
local state = field('state')
if state then
  if ARGV[6] == '0' or state == 'queued' or state == 'running' then return 0 end
  -- Its last slice has not come to the study yet.
  if tonumber(field('slice')) > tonumber(field('applied')) then return 0 end
  drop(field('frontier'), 'frontier', field('parts'))
end
redis.call('HSET', v, 'spec', ARGV[3], 'site', ARGV[4], 'priority', ARGV[5], 'run_at', 0, 'attempts', 0, 'reason', '',
  'slice', ARGV[7], 'applied', ARGV[7], 'base', ARGV[8], 'frontier', ARGV[9], 'parts', ARGV[10])
for n = 0, ARGV[10] - 1 do redis.call('PERSIST', part(ARGV[9], 'frontier', n)) end
move('queued')
return 1`);

/** token, worker, lease, most tries, wait for a held site → gone | wait, ms | lease, fence, spec, site, slice, base, frontier's fence, parts */
export const CLAIM = script(`
local state = field('state')
if state ~= 'queued' and state ~= 'running' then return {'gone'} end
local site = P .. 'site:' .. field('site')
local function lease() return {'lease', field('fence'), field('spec'), field('site'), field('slice'), field('base'), field('frontier'), field('parts')} end
if redis.call('GET', site) == ARGV[3] then return lease() end
local early = tonumber(field('run_at')) - now()
if state == 'queued' and early > 0 then return {'wait', early} end
local held = redis.call('PTTL', site)
if held > 0 then return {'wait', math.min(held, tonumber(ARGV[7]))} end
local fence = redis.call('INCR', P .. 'fence')
redis.call('HSET', v, 'fence', fence, 'worker', ARGV[4])
if state == 'running' then
  local died = redis.call('HINCRBY', v, 'attempts', 1)
  if died >= tonumber(ARGV[6]) then
    redis.call('HSET', v, 'reason', 'its workers died or lost their lease, ' .. died .. ' in a row')
    move('failed')
    return {'gone'}
  end
end
redis.call('SET', site, ARGV[3], 'PX', ARGV[5])
move('running')
return lease()`);

/** token, fence, lease → 1 still held */
export const KEEP = script(`
if field('fence') ~= ARGV[4] or field('state') ~= 'running' then return 0 end
local site = P .. 'site:' .. field('site')
local holder = redis.call('GET', site)
if holder and holder ~= ARGV[3] then return 0 end
redis.call('SET', site, ARGV[3], 'PX', ARGV[5])
return 1`);

/** token, fence, outcome, delay or reason or result, first backoff, longest, most tries, parcel or '', its WARC parts, frontier parts, WARC bytes, all bytes → lost | missing | settled, run_at or '' */
export const SETTLE = script(`
local fence = ARGV[4]
if field('fence') ~= fence then return {'lost'} end
local state = field('state')
if state == 'running' then
  if ARGV[10] ~= '' then
    local parts = {}
    for n = 0, ARGV[11] - 1 do parts[#parts + 1] = part(fence, 'warc', n) end
    for n = 0, ARGV[12] - 1 do parts[#parts + 1] = part(fence, 'frontier', n) end
    if redis.call('EXISTS', unpack(parts)) < #parts then return {'missing'} end
    for _, key in ipairs(parts) do redis.call('PERSIST', key) end
    -- A frontier that the study has taken over already is needed by nobody once there is a newer one.
    if field('applied') == field('slice') then drop(field('frontier'), 'frontier', field('parts')) end
    redis.call('RPUSH', P .. 'parcels', ARGV[10])
    redis.call('INCRBY', P .. 'bytes', ARGV[14])
    redis.call('HINCRBY', v, 'slice', 1)
    redis.call('HINCRBY', v, 'base', ARGV[13])
    redis.call('HSET', v, 'frontier', fence, 'parts', ARGV[12])
  end
  local site = P .. 'site:' .. field('site')
  if redis.call('GET', site) == ARGV[3] then redis.call('DEL', site) end
  if ARGV[5] == 'finished' then
    redis.call('HSET', v, 'result', ARGV[6], 'reason', '')
    move('finished')
  elseif ARGV[5] == 'continue' then
    redis.call('HSET', v, 'attempts', 0, 'reason', '', 'run_at', now() + ARGV[6])
    move('queued')
  else
    local failed = redis.call('HINCRBY', v, 'attempts', 1)
    redis.call('HSET', v, 'reason', ARGV[6], 'run_at', now() + math.min(tonumber(ARGV[8]), ARGV[7] * 2 ^ (failed - 1)))
    move(failed >= tonumber(ARGV[9]) and 'failed' or 'queued')
  end
end
if field('state') == 'queued' then return {'settled', math.max(0, field('run_at') - now())} end
return {'settled', ''}`);

/** parcel, fence, seq, WARC parts, frontier parts, all bytes: the study holds it */
export const APPLIED = script(`
if redis.call('LREM', P .. 'parcels', 0, ARGV[3]) == 0 or tonumber(ARGV[5]) < tonumber(field('applied')) then return 0 end
redis.call('DECRBY', P .. 'bytes', ARGV[8])
drop(ARGV[4], 'warc', ARGV[6])
redis.call('HSET', v, 'applied', ARGV[5] + 1)
if field('frontier') ~= ARGV[4] or field('state') == 'finished' then drop(ARGV[4], 'frontier', ARGV[7]) end
return 1`);

/** reason: a visit whose parcel cannot be used is given up */
export const GIVE_UP = script(`
redis.call('HSET', v, 'reason', ARGV[3], 'fence', redis.call('INCR', P .. 'fence'))
move('failed')
return 1`);

/** How many visits are in which state, as JSON. */
export const COUNTS = script(`
local counts = {}
for _, s in ipairs({'queued', 'running', 'finished', 'failed'}) do counts[s] = redis.call('SCARD', P .. s) end
return cjson.encode(counts)`);
