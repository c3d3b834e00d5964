// What a teacher does in a room: it is put into the state, and sent.

import { fits } from "../../core/rooms/links.js";
import { t } from "../../core/texts.js";
import { batch, untracked } from "../../lib/signals.js";
import { Teacher } from "../../rooms/teacher.js";
import { taken } from "../rooms/state.js";

/** @import { Ready } from "../../core/rooms/ready.js" */
/** @import { Taught } from "../../core/rooms/links.js" */
/** @import { Question } from "../../core/rooms/tally.js" */
/** @import { View } from "../../rooms/teacher.js" */
/** @import { State } from "./state.js" */
/** @typedef {ReturnType<typeof teaching>} Room */

/** @type {View} */
const FIRST = { state: "./#hides=1", look: [], follow: true, eyes_front: false };
/** @type {Pick<Question, "shown" | "open" | "live" | "revealed">} */
const BEGUN = { shown: true, open: true, live: false, revealed: false };

/** @param {State} state */
export function teaching(state) {
  /** @type {Teacher | null} */
  let teacher = null;
  const page = {
    /** What another page of the same teacher has shown. @param {import("../../rooms/order.js").Event} event */
    show: (event) =>
      batch(() => {
        if (event.kind === "view") state.hand.value = false;
        taken(state, event);
      }),
    say: (/** @type {import("../../rooms/client.js").Status} */ status) => void (state.status.value = status),
    refuse: (/** @type {string} */ why) => void (state.refused.value = why || t("rooms.teach.unanswered")),
    watch: (/** @type {import("../../rooms/teacher.js").Class} */ now) => void (state.class.value = now),
  };
  /** It is there at once, unless it is not taken. @param {Question} question */
  async function ask(question) {
    const before = state.question.value;
    state.question.value = question;
    if (!(await teacher?.ask(question)) && state.question.value === question) state.question.value = before;
  }

  return {
    /** @param {Taught} taught */
    begin(taught) {
      teacher = new Teacher(`api/v1/rooms/${taught.room}`, taught.key, page);
      teacher.begin();
    },
    /** @param {Partial<View>} change of what is shown, and to whom */
    show: (change) =>
      untracked(() => {
        const { state: address, look, follow, eyes_front } = { ...FIRST, ...state.view.value, ...change };
        if (!fits(address)) return page.refuse(t("rooms.teach.too-long"));
        state.view.value = { state: address, look, follow, eyes_front };
        teacher?.show(state.view.value);
      }),
    /** @param {Ready} ready @param {string} [name] */
    ask({ right, said, shows, ...question }, name = `q-${Date.now()}`) {
      state.key.value = { name, right, said, shows };
      state.entrance.value = false;
      return ask({ ...question, name, ...BEGUN, right: null, said: "" });
    },
    /** The question that stands on the screens, with something changed. @param {Partial<Question>} change */
    change(change) {
      const question = state.shownQuestion.value;
      if (question) ask({ ...question, ...change });
    },
    /** @param {string} student */
    remove: (student) => teacher?.removeSentence(student),
    close: () => teacher?.close(),
    leave: () => teacher?.leave(),
  };
}
