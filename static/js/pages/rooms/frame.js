// The frame in which a page of Gatewalk stands as the picture of a room.

const TITLE = "The picture that all see";

/** @param {HTMLElement} place @returns {HTMLIFrameElement} */
export function frameIn(place) {
  const frame = document.createElement("iframe");
  frame.title = TITLE;
  place.append(frame);
  return frame;
}
