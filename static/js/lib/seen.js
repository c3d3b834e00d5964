// What is far down on the page is worked out when somebody comes to see it.

/**
 * @param {Element} place
 * @param {() => void} act whenever the place comes into sight and what it shows is out of date
 * @returns {() => void} to be called when what it shows has become out of date
 */
export function whenSeen(place, act) {
  let [seen, current] = [false, true];
  const look = () => {
    if (!seen || current) return;
    current = true;
    act();
  };
  new IntersectionObserver((entries) => {
    seen = entries.at(-1)?.isIntersecting ?? false;
    look();
  }, { rootMargin: "200px" }).observe(place);
  return () => {
    current = false;
    look();
  };
}
