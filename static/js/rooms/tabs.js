// However many tabs of a browser show a room, one of them keeps in touch for all: a browser has few connections to an app.
//
// It is the one that was looked at last. That needs no locks, which browsers do not have where a page comes without HTTPS.

/** @typedef {Pick<BroadcastChannel, "postMessage" | "onmessage" | "close">} Line between tabs */
/** @typedef {[turn: number, chance: number]} Claim of two, that of the later turn counts; of the same turn, chance decides */
/** @typedef {{what: "leads", claim: Claim} | {what: "asks"} | {what: "left"} | {what: "news", news: any}} Message */
/**
 * @typedef {object} Tab
 * @property {() => boolean} isSeen
 * @property {() => void} lead
 * @property {() => void} rest
 * @property {(news: any) => void} take what the leading tab says
 * @property {() => any} tell all that a tab needs that has just been opened
 */

export class Tabs {
  leads = false;
  #turn = 0;

  /**
   * @param {Line | null} line null where there is none; then each tab is for itself
   * @param {Tab} tab
   * @param {number} chance
   */
  constructor(line, tab, chance) {
    this.line = line;
    this.tab = tab;
    this.chance = chance;
    if (line) line.onmessage = ({ data }) => this.#hear(data);
  }

  /** Whoever is seen leads. Who is not asks what is known, and waits to be seen. */
  begin() {
    if (this.tab.isSeen() || !this.line) this.lead();
    else this.#say({ what: "asks" });
  }

  lead() {
    if (this.leads) return;
    this.leads = true;
    this.#turn += 1;
    this.#say({ what: "leads", claim: [this.#turn, this.chance] });
    this.tab.lead();
  }

  /** To the others, if this one leads. @param {any} news */
  tell(news) {
    if (this.leads) this.#say({ what: "news", news });
  }

  end() {
    if (this.leads) this.#say({ what: "left" });
    this.leads = false;
  }

  /** @param {Message} message */
  #hear(message) {
    if (message.what === "leads") this.#yield(message.claim);
    else if (message.what === "asks" && this.leads) this.#say({ what: "news", news: this.tab.tell() });
    else if (message.what === "left" && this.tab.isSeen()) this.lead();
    else if (message.what === "news" && !this.leads) this.tab.take(message.news);
  }

  /** @param {Claim} claim */
  #yield([turn, chance]) {
    if (this.leads && (turn < this.#turn || (turn === this.#turn && chance < this.chance))) return; // the other one hears of this one
    this.#turn = Math.max(turn, this.#turn);
    this.leads = false;
    this.tab.rest();
  }

  /** @param {Message} message */
  #say(message) {
    this.line?.postMessage(message);
  }
}
