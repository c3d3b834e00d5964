// A student's side of a room, without a page: it follows what the teacher shows, and sends what the student answers.

import { NOTHING, begun, taken } from "./order.js";
import { isToBeKept, put, without } from "./outbox.js";
import { Tabs } from "./tabs.js";
import { AT_REST, FIRST, SIGN, next } from "./way.js";
import { browser } from "./world.js";

/** @typedef {"connecting" | "in step" | "reconnecting" | "closed"} Status for the page to show, where all can see it */
/** @typedef {import("./order.js").Event} Event */
/** @typedef {{status: Status, state: Event[], anew: boolean}} News from the tab that keeps in touch to the others */
/** @typedef {{show: (event: Event) => void, say: (status: Status) => void, refuse: (why: string) => void}} Page */

const PRESENCE = 15; // seconds between two signs of life
const WAIT = 20; // seconds that a question for what is new stays open

export class Follower {
  #known = NOTHING;
  #way = AT_REST;
  /** @type {Status} */
  #status = "connecting";
  /** @type {import("./outbox.js").Outbox} */
  #outbox = [];
  #isSending = false;
  #looksAround = false;
  /** @type {EventSource | null} */
  #source = null;
  #turn = 0; // of connecting: what comes of an earlier one counts no more
  #callOff = () => {};
  #callOffPresence = () => {};

  /**
   * @param {string} address of the room: ``api/v1/rooms/…``
   * @param {string | null} token of the student; null for a teacher, who is not counted
   * @param {Page} page
   * @param {import("./world.js").World} [world]
   */
  constructor(address, token, page, world = browser()) {
    this.address = address;
    this.token = token;
    this.page = page;
    this.world = world;
    const tab = {
      isSeen: world.isSeen,
      lead: () => this.#lead(),
      rest: () => this.#rest(),
      take: (/** @type {News} */ news) => this.#hear(news),
      tell: () => ({ status: this.#status, state: this.#known.state, anew: false }),
    };
    this.tabs = new Tabs(world.line(`gatewalk ${token ? "" : "taught "}${address}`), tab, world.chance());
  }

  begin() {
    this.world.watch({
      woke: () => (this.tabs.leads ? this.#happens("woke") : this.tabs.lead()),
      hidden: () => this.#beThere("away"),
      left: () => this.#goAway(),
    });
    this.tabs.begin();
  }

  leave() {
    this.#goAway();
    this.tabs.line?.close();
    this.#happens("closed");
  }

  /** @param {string} question @param {number} value */
  answer(question, value) {
    this.#send({ path: "answers", body: { token: this.token, question, value } });
  }

  /** @param {string} text */
  sendSentence(text) {
    this.#send({ path: "sentences", body: { token: this.token, text } });
  }

  /** @param {boolean} around */
  lookAround(around) {
    this.#looksAround = around;
    this.#beThere();
  }

  // Keeping in touch

  #lead() {
    this.#happens("begin");
    this.#beThere();
  }

  /** A page that is left may be shown again as it was. */
  #goAway() {
    if (this.tabs.leads && this.token) this.world.bye(`${this.address}/presence`, { token: this.token, number: this.#known.last, state: "left" });
    this.tabs.end();
    this.#happens("rest");
    this.#callOffPresence();
  }

  /** Another tab leads. If it gives no sign of life, this one does. */
  #rest() {
    this.#happens("rest");
    this.#callOffPresence();
    if (this.tabs.line && this.world.isSeen()) this.#callOff = this.world.after(SIGN, () => this.tabs.lead());
  }

  /** @param {import("./way.js").Happening} happening */
  #happens(happening) {
    const [way, deed] = next(this.#way, happening, this.world.chance());
    this.#way = way;
    if (deed.do !== "nothing") this.#disconnect();
    if (deed.do === "connect") this.#connect(deed.means);
    if (deed.do === "wait") this.#callOff = this.world.after(deed.seconds, () => this.#happens("elapsed"));
    const now = { resting: this.#status, trying: this.#status, "in touch": "in step", waiting: "reconnecting", over: "closed" }[way.phase];
    this.#say(/** @type {Status} */ (now));
  }

  #disconnect() {
    this.#turn += 1;
    this.#callOff();
    this.#source?.close();
    this.#source = null;
  }

  /** @param {import("./way.js").Means} means */
  #connect(means) {
    const turn = this.#turn;
    /** @param {() => void} work */
    const inTime = (work) => turn === this.#turn && work();
    this.#expect(means === "stream" ? FIRST : SIGN);
    if (means === "asking") return void this.#ask(inTime);
    const source = this.world.listen(`${this.address}/stream?after=${this.#known.last}`);
    this.#source = source;
    /** @param {string} name @param {(content: any, number: number) => void} work */
    const on = (name, work) =>
      source.addEventListener(name, (/** @type {MessageEvent} */ { data, lastEventId }) => inTime(() => (this.#heard(), work(JSON.parse(data), Number(lastEventId)))));
    on("hello", ({ anew }) => this.#take([], anew));
    on("beat", () => this.tabs.tell({ status: "in step", state: [], anew: false }));
    for (const kind of /** @type {const} */ (["view", "question", "tally"])) {
      on(kind, (body, number) => this.#take([{ number, kind, body }]));
    }
    on("end", () => this.#happens("closed"));
    source.onerror = () => inTime(() => this.#failed()); // a browser comes back by itself, but does not say when it gives up
  }

  /** Whether the room is gone, or only the way to it. */
  async #failed() {
    this.#happens("failed");
    const turn = this.#turn;
    const { status } = await this.world.ask(this.address);
    if (status === 404 && turn === this.#turn) this.#happens("closed");
  }

  /** First at once, to see whether there is a way; then each time until something is new. @param {(work: () => void) => unknown} inTime */
  async #ask(inTime) {
    const wait = this.#way.phase === "trying" ? 0 : WAIT;
    const { status, reply } = await this.world.ask(`${this.address}/events?after=${this.#known.last}&wait=${wait}`, undefined, wait);
    inTime(() => {
      if (status === 404) return this.#happens("closed");
      if (status !== 200) return this.#happens("failed");
      this.#heard();
      this.#take(reply.events, reply.anew);
      this.#ask(inTime);
    });
  }

  #heard() {
    this.#happens("heard");
    this.#expect(SIGN);
    this.#sendAll();
  }

  /** @param {number} seconds until the next sign of life */
  #expect(seconds) {
    this.#callOff();
    this.#callOff = this.world.after(seconds, () => this.#happens("silent"));
  }

  // What comes

  /** @param {Event[]} events @param {boolean} [anew] */
  #take(events, anew = false) {
    this.tabs.tell({ status: "in step", state: events, anew });
    this.#show(events, anew);
  }

  /** From the tab that leads. @param {News} news */
  #hear({ status, state, anew }) {
    this.#rest();
    this.#say(status);
    this.#show(state, anew);
  }

  /** @param {Event[]} events @param {boolean} anew */
  #show(events, anew) {
    const [known, fresh] = taken(begun(this.#known, { anew }), events);
    this.#known = known;
    fresh.forEach((event) => this.page.show(event));
  }

  /** @param {Status} status */
  #say(status) {
    if (status === this.#status) return;
    this.#status = status;
    this.page.say(status);
    this.tabs.tell({ status, state: [], anew: false });
  }

  // What goes

  /** @param {import("./outbox.js").Letter} letter */
  #send(letter) {
    this.#outbox = put(this.#outbox, letter);
    this.#sendAll();
  }

  /** One after the other; what is not taken stays until the app is heard of again. */
  async #sendAll() {
    if (this.#isSending) return;
    this.#isSending = true;
    for (let letter = this.#outbox[0]; letter; letter = this.#outbox[0]) {
      const { status, reply } = await this.world.ask(`${this.address}/${letter.path}`, letter.body);
      if (isToBeKept(status)) break;
      this.#outbox = without(this.#outbox, letter);
      if (status >= 400) this.page.refuse(reply?.detail ?? "");
    }
    this.#isSending = false;
  }

  /** @param {"away"} [state] */
  async #beThere(state) {
    this.#callOffPresence();
    if (!this.token || !this.tabs.leads || this.#way.phase === "over") return;
    this.#callOffPresence = this.world.after(PRESENCE, () => this.#beThere());
    const now = state ?? (!this.world.isSeen() ? "away" : this.#looksAround ? "around" : "follows");
    const number = this.#known.last;
    const { status, reply } = await this.world.ask(`${this.address}/presence`, { token: this.token, number, state: now });
    if (status === 200 && reply.number > this.#known.last) this.#happens("missed");
  }
}
