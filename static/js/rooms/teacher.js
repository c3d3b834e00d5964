// A teacher's side of a room, without a page: what is shown and asked is sent, and what the class does is watched.

import { Follower } from "./client.js";
import { isToBeKept } from "./outbox.js";
import { pause } from "./way.js";
import { browser } from "./world.js";

/** @typedef {{state: string, look: string[], follow: boolean, eyes_front: boolean}} View what is shown, as an address below the first
 *   page, what to look at in it, by the ids of elements, and to whom */
/** @typedef {{there: number, in_step: number, behind: number, around: number, away: number}} Attendance */
/** @typedef {{question: string, count: number, values: {value: number, count: number}[]}} Tally */
/** @typedef {{changes: number, attendance: Attendance, tally: Tally | null, sentences: {student: string, text: string}[]}} Class */
/** @typedef {import("./client.js").Page & {watch: (now: Class) => void}} Page */

const WAIT = 20; // seconds that a question for the class stays open
const GAP = 0.1; // seconds between two views: while a gate is dragged no screen gets more than it can draw

export class Teacher {
  #isOver = false;
  /** @type {View | null} what is to be shown next: only the last one counts */
  #next = null;
  #isShowing = false;
  /** @type {Record<string, object[]>} what was sent, of each kind, and has not come back by the stream yet */
  #sent = { view: [], question: [], tally: [] };

  /**
   * @param {string} address of the room: ``api/v1/rooms/…``
   * @param {string} key
   * @param {Page} page is shown what another page of the teacher shows, and not what it has shown itself
   * @param {import("./world.js").World} [world]
   */
  constructor(address, key, page, world = browser()) {
    this.address = address;
    this.key = key;
    this.page = page;
    this.world = world;
    this.follower = new Follower(address, null, { ...page, show: (event) => this.#hear(event) }, world);
  }

  begin() {
    this.follower.begin();
    this.#watch();
  }

  /** @param {View} view */
  show(view) {
    this.#next = view;
    this.#showAll();
  }

  /** @param {object} question as it is to stand @returns {Promise<boolean>} whether it is asked */
  async ask(question) {
    this.#sent.question?.push(question);
    const isSent = (await this.#send("question", question)) !== null;
    if (!isSent) this.#sent.question = this.#sent.question?.filter((one) => one !== question) ?? [];
    return isSent;
  }

  /** @param {string} student whose sentence is taken from the list */
  async removeSentence(student) {
    await this.#send("sentences/remove", { student });
  }

  /** @returns {Promise<boolean>} whether it is closed */
  async close() {
    const { status, reply } = await this.#ask("close", {});
    if (status !== 200 && status !== 404) {
      this.page.refuse(reply?.detail ?? "");
      return false;
    }
    this.leave();
    return true;
  }

  leave() {
    this.#isOver = true;
    this.follower.leave();
  }

  /** One after the other, until the last one is shown. */
  async #showAll() {
    if (this.#isShowing) return;
    this.#isShowing = true;
    for (let tries = 0; this.#next && !this.#isOver; ) {
      const view = this.#next;
      this.#sent.view?.push(view);
      const { status, reply } = await this.#ask("view", view);
      const isKept = isToBeKept(status);
      if (status !== 200) this.#sent.view?.pop();
      if (!isKept && view === this.#next) this.#next = null;
      if (status >= 400 && !isKept) this.page.refuse(reply?.detail ?? "");
      tries = isKept ? tries + 1 : 0;
      await this.#rest(isKept ? pause(tries, this.world.chance()) : GAP);
    }
    this.#isShowing = false;
  }

  /** The log keeps the order, so what comes back first was sent first. @param {import("./order.js").Event} event */
  #hear(event) {
    const sent = this.#sent[event.kind] ?? [];
    const own = sent.findIndex((one) => isIn(one, event.body));
    if (own < 0) return this.page.show(event);
    sent.splice(0, own + 1);
  }

  async #watch() {
    for (let [seen, tries] = [-1, 0]; !this.#isOver; ) {
      const { status, reply } = await this.#ask(`class?seen=${seen}&wait=${WAIT}`, undefined, WAIT);
      if (status === 200) {
        [seen, tries] = [reply.changes, 0];
        this.page.watch(reply);
      } else if (status === 404 || status === 403) {
        return;
      } else {
        await this.#rest(pause(tries++, this.world.chance()));
      }
    }
  }

  /** @param {string} path @param {object} body @returns {Promise<any>} null if it was refused */
  async #send(path, body) {
    const { status, reply } = await this.#ask(path, body);
    if (status === 200) return reply;
    this.page.refuse(reply?.detail ?? "");
    return null;
  }

  /** @param {string} path @param {object} [body] @param {number} [seconds] */
  #ask(path, body, seconds) {
    return this.world.ask(`${this.address}/${path}`, body, seconds, this.key);
  }

  /** @param {number} seconds @returns {Promise<void>} */
  #rest(seconds) {
    return new Promise((over) => void this.world.after(seconds, over));
  }
}

/** Whether all of it came back; the app may have added something. @param {object} sent @param {Record<string, unknown>} body */
const isIn = (sent, body) => Object.entries(sent).every(([name, value]) => JSON.stringify(value) === JSON.stringify(body[name]));
