"""The scripts that Redis or Valkey carries out in one piece, in its Lua.

Keys of a room: ``room`` is what is known of it, ``log`` its stream, ``state`` the newest event of each kind.
"""

from __future__ import annotations

_NOW = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
"""
_THERE = "if redis.call('EXISTS', KEYS[1]) == 0 then return false end"

# Keys: letters, all rooms, those of the address, room. Arguments: id, letters, key, address, milliseconds, most, most of one.
OPEN = f"""
{_NOW}
for n = 2, 3 do
  redis.call('ZREMRANGEBYSCORE', KEYS[n], '-inf', now)
  if redis.call('ZCARD', KEYS[n]) >= tonumber(ARGV[n + 4]) then return n == 2 and 'all' or 'address' end
end
if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[5]) then return 'letters' end
redis.call('HSET', KEYS[4], 'letters', ARGV[2], 'key', ARGV[3], 'address', ARGV[4], 'last', 0, 'changes', 0)
redis.call('PEXPIRE', KEYS[4], ARGV[5])
for n = 2, 3 do
  redis.call('ZADD', KEYS[n], now + ARGV[5], ARGV[1])
  redis.call('PEXPIRE', KEYS[n], ARGV[5])
end
return ''
"""

# Keys: room, log, state. Arguments: kind, body, how many are kept.
APPEND = f"""
{_THERE}
local number = redis.call('HINCRBY', KEYS[1], 'last', 1)
redis.call('XADD', KEYS[2], 'MAXLEN', ARGV[3], number .. '-1', 'kind', ARGV[1], 'body', ARGV[2])
redis.call('HSET', KEYS[3], ARGV[1], number .. ' ' .. ARGV[2])
for n = 2, 3 do redis.call('PEXPIRE', KEYS[n], redis.call('PTTL', KEYS[1])) end
return number
"""

# Keys: room, log, state. Arguments: after which number.
LOG = f"""
{_THERE}
local recent = redis.call('XRANGE', KEYS[2], ARGV[1] .. '-2', '+')
return {{redis.call('HGET', KEYS[1], 'last'), redis.call('HGETALL', KEYS[3]), recent}}
"""

# Keys: room, notes. Arguments: name, value, how many names may be.
NOTE = f"""
{_THERE}
{_NOW}
local old = redis.call('HGET', KEYS[2], ARGV[1])
if not old and redis.call('HLEN', KEYS[2]) >= tonumber(ARGV[3]) then return 0 end
redis.call('HSET', KEYS[2], ARGV[1], now .. ' ' .. ARGV[2])
redis.call('PEXPIRE', KEYS[2], redis.call('PTTL', KEYS[1]))
if not old or string.gsub(old, '^%d+ ', '') ~= ARGV[2] then redis.call('HINCRBY', KEYS[1], 'changes', 1) end
return 1
"""

# Keys: room, notes.
NOTES = f"""
{_THERE}
{_NOW}
return {{now, redis.call('HGETALL', KEYS[2])}}
"""

# Keys: room, notes. Arguments: name.
FORGET = """
if redis.call('HDEL', KEYS[2], ARGV[1]) == 1 then redis.call('HINCRBY', KEYS[1], 'changes', 1) end
return 1
"""

# Keys: room, log, letters, all rooms, those of the address, and all else of the room. Arguments: id, and how long what is left of
# the log stays: a last entry wakes those who wait for one.
CLOSE = """
if redis.call('DEL', KEYS[1]) == 0 then return 0 end
redis.call('ZREM', KEYS[4], ARGV[1])
redis.call('ZREM', KEYS[5], ARGV[1])
redis.call('DEL', KEYS[3], unpack(KEYS, 6))
redis.call('XADD', KEYS[2], 'MAXLEN', 1, '*', 'kind', 'end')
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return 1
"""
