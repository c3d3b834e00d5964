// A follower in a world in which time passes when the test says so, and the app does what the test says.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Follower } from "../../static/js/rooms/client.js";

const ROOM = "api/v1/rooms/x";

class World {
  now = 0;
  seen = true;
  /** @type {{at: number, work: () => void}[]} */
  timers = [];
  /** @type {any[]} streams, the newest last */
  streams = [];
  /** @type {{address: string, body?: any, done: (answer: {status: number, reply: any}) => void}[]} */
  requests = [];
  /** @type {any} */
  happening = {};
  /** @type {any[]} */
  byes = [];

  listen = (/** @type {string} */ address) => {
    const on = /** @type {Record<string, (event: any) => void>} */ ({});
    const stream = {
      address,
      isOpen: true,
      onerror: () => {},
      addEventListener: (/** @type {string} */ name, /** @type {(event: any) => void} */ work) => (on[name] = work),
      close: () => (stream.isOpen = false),
      send: (/** @type {string} */ name, /** @type {any} */ body, number = 0) => on[name]?.({ data: JSON.stringify(body), lastEventId: String(number) }),
    };
    this.streams.push(stream);
    return /** @type {any} */ (stream);
  };
  /** @type {import("../../static/js/rooms/world.js").World["ask"]} */
  ask = (address, body) => new Promise((done) => this.requests.push({ address, body, done }));
  bye = (/** @type {string} */ _, /** @type {any} */ body) => void this.byes.push(body);
  after = (/** @type {number} */ seconds, /** @type {() => void} */ work) => {
    const timer = { at: this.now + seconds, work };
    this.timers.push(timer);
    return () => void (this.timers = this.timers.filter((one) => one !== timer));
  };
  chance = () => 1;
  line = () => null;
  isSeen = () => this.seen;
  watch = (/** @type {any} */ happening) => void (this.happening = happening);

  /** @param {number} seconds */
  async pass(seconds) {
    const end = this.now + seconds;
    for (;;) {
      const due = this.timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      if (!due) break;
      this.now = due.at;
      this.timers = this.timers.filter((one) => one !== due);
      due.work();
      await settled();
    }
    this.now = end;
  }

  /** To the oldest question of this kind that was not answered yet. @param {string} path @param {number} status @param {any} [reply] */
  async answer(path, status, reply = {}) {
    const place = this.requests.findIndex(({ address }) => (path ? address.startsWith(`${ROOM}${path}`) : address === ROOM));
    assert.ok(place >= 0, `nobody asked for ${path}`);
    const [request] = this.requests.splice(place, 1);
    request?.done({ status, reply });
    await settled();
    return request;
  }

  get stream() {
    return this.streams.at(-1);
  }
}

const settled = () => new Promise((done) => setImmediate(done));

function following() {
  const world = new World();
  /** @type {number[]} */
  const shown = [];
  /** @type {string[]} */
  const [said, refused] = [[], []];
  const page = { show: (/** @type {any} */ { number }) => shown.push(number), say: (/** @type {string} */ status) => said.push(status), refuse: (/** @type {string} */ why) => refused.push(why) };
  const follower = new Follower(ROOM, "student-with-a-name", /** @type {any} */ (page), world);
  follower.begin();
  return { world, shown, said, refused, follower };
}

/** @param {World} world @param {number[]} numbers */
const show = (world, ...numbers) => numbers.forEach((number) => world.stream.send("view", {}, number));

test("what comes by the stream is shown once, and the page says that it is in step", () => {
  const { world, shown, said } = following();
  assert.equal(world.stream.address, `${ROOM}/stream?after=0`);
  world.stream.send("hello", { last: 0, anew: false });
  show(world, 1, 2, 2, 1, 3);
  assert.deepEqual([shown, said], [[1, 2, 3], ["in step"]]);
});

test("a connection that breaks is said, and taken up again with the last number", async () => {
  const { world, shown, said } = following();
  world.stream.send("hello", { last: 0, anew: false });
  show(world, 1, 2);
  world.stream.onerror();
  assert.deepEqual([said, world.stream.isOpen], [["in step", "reconnecting"], false]);
  await world.answer("", 0);
  await world.pass(1);
  assert.equal(world.stream.address, `${ROOM}/stream?after=2`);
  world.stream.send("hello", { last: 4, anew: false });
  show(world, 3, 4);
  assert.deepEqual([shown, said.at(-1)], [[1, 2, 3, 4], "in step"]);
});

test("what still comes of a stream that was given up is not heard", async () => {
  const { world, shown } = following();
  const old = world.stream;
  old.send("hello", { last: 0, anew: false });
  world.happening.woke();
  old.send("view", {}, 1);
  assert.deepEqual([shown, old.isOpen, world.streams.length], [[], false, 2]);
});

test("where nothing comes of a stream in three seconds it asks again and again", async () => {
  const { world, shown, said } = following();
  await world.pass(2.9);
  assert.equal(world.stream.isOpen, true);
  await world.pass(0.2);
  assert.equal(world.stream.isOpen, false);
  const first = await world.answer("/events", 200, { last: 1, anew: false, events: [{ number: 1, kind: "view", body: {} }] });
  assert.equal(first?.address, `${ROOM}/events?after=0&wait=0`);
  const second = await world.answer("/events", 200, { last: 1, anew: false, events: [] });
  assert.equal(second?.address, `${ROOM}/events?after=1&wait=20`);
  assert.deepEqual([shown, said], [[1], ["in step"]]);
  await world.answer("/events", 0);
  assert.equal(said.at(-1), "reconnecting");
  await world.pass(1);
  await world.answer("/events?after=1&wait=0", 200, { last: 2, anew: false, events: [{ number: 2, kind: "view", body: {} }] });
  assert.deepEqual([shown, said.at(-1)], [[1, 2], "in step"]);
});

test("a stream without a sign of life is taken up anew, and with signs it is not", async () => {
  const { world, said } = following();
  world.stream.send("hello", { last: 0, anew: false });
  for (let n = 0; n < 10; n++) {
    await world.pass(18);
    world.stream.send("beat", {});
  }
  assert.deepEqual([world.streams.length, said], [1, ["in step"]]);
  await world.pass(41);
  assert.deepEqual([world.streams.length, said.at(-1)], [2, "reconnecting"]);
});

test("a phone that slept takes the stream up anew when it is looked at", () => {
  const { world } = following();
  world.stream.send("hello", { last: 0, anew: false });
  show(world, 1);
  world.happening.hidden();
  world.happening.woke();
  assert.equal(world.stream.address, `${ROOM}/stream?after=1`);
});

test("a room that is closed is said, and nothing is tried any more", async () => {
  for (const close of [(/** @type {World} */ world) => world.stream.send("end", {}), (/** @type {World} */ world) => (world.stream.onerror(), world.answer("", 404))]) {
    const { world, said } = following();
    world.stream.send("hello", { last: 0, anew: false });
    await close(world);
    world.happening.woke();
    await world.pass(100);
    assert.deepEqual([said.at(-1), world.streams.length, world.stream.isOpen], ["closed", 1, false]);
  }
});

test("after a loss of the app numbers begin again", () => {
  const { world, shown } = following();
  world.stream.send("hello", { last: 0, anew: false });
  show(world, 1, 2, 3);
  world.stream.send("hello", { last: 1, anew: true });
  show(world, 1, 2);
  assert.deepEqual(shown, [1, 2, 3, 1, 2]);
});

test("an answer that was not taken goes again with the same name, and of several the last", async () => {
  const { world, follower, refused } = following();
  world.stream.send("hello", { last: 0, anew: false });
  follower.answer("first", 0);
  await world.answer("/answers", 0);
  follower.answer("first", 1);
  await world.answer("/answers", 503);
  show(world, 1);
  const sent = await world.answer("/answers", 200);
  assert.deepEqual(sent?.body, { token: "student-with-a-name", question: "first", value: 1 });
  show(world, 2);
  assert.equal(world.requests.filter(({ address }) => address.endsWith("/answers")).length, 0);
  follower.answer("first", 0);
  await world.answer("/answers", 409, { detail: "This question is closed." });
  assert.deepEqual(refused, ["This question is closed."]);
});

test("the app is told every 15 seconds that somebody is there, and how", async () => {
  const { world, follower } = following();
  world.stream.send("hello", { last: 0, anew: false });
  const states = [(await world.answer("/presence", 200, { number: 0 }))?.body.state];
  follower.lookAround(true);
  states.push((await world.answer("/presence", 200, { number: 0 }))?.body.state);
  world.seen = false;
  world.happening.hidden();
  states.push((await world.answer("/presence", 200, { number: 0 }))?.body.state);
  await world.pass(15.1);
  states.push((await world.answer("/presence", 200, { number: 0 }))?.body.state);
  world.happening.left();
  assert.deepEqual([states, world.byes.at(-1).state], [["follows", "around", "away", "away"], "left"]);
});

test("a stream that is held back in the middle is noticed by what the app has shown meanwhile", async () => {
  const { world } = following();
  world.stream.send("hello", { last: 0, anew: false });
  await world.answer("/presence", 200, { number: 3 });
  assert.equal(world.stream.isOpen, true);
  await world.pass(15.1);
  await world.answer("/presence", 200, { number: 5 });
  assert.equal(world.stream.isOpen, false);
  assert.equal((await world.answer("/events", 200, { last: 5, anew: false, events: [] }))?.address, `${ROOM}/events?after=0&wait=0`);
});
