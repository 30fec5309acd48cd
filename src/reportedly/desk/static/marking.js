// Marking words of the text, by the mouse or by the keyboard alone. Offsets are code points of the report's text.
const codePoints = (text) => [...text].length;

function offsetOf(node, at) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest("[data-s]");
  if (!piece) return null;
  if (node.nodeType !== Node.TEXT_NODE) return Number(piece.dataset.s);
  return Number(piece.dataset.s) + codePoints(node.data.slice(0, at));
}

function words(text) {
  const found = [];
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let joined = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement.closest("[data-s]")) continue;
    const inside = node.data.matchAll(/\S+/gu);
    for (const match of inside) {
      const start = offsetOf(node, match.index);
      const end = offsetOf(node, match.index + match[0].length);
      if (joined && joined.end === start && joined.block === node.parentElement.closest(".block")) {
        joined.end = end;
        joined.parts.push([node, match.index, match.index + match[0].length]);
      } else {
        joined = { start, end, block: node.parentElement.closest(".block"), parts: [[node, match.index, match.index + match[0].length]] };
        found.push(joined);
      }
    }
  }
  return found;
}

function trimmed(word, last) {
  const first = word.parts[0];
  const end = last.parts[last.parts.length - 1];
  const lead = first[0].data.slice(first[1], first[2]).match(/^[“"'‘([{]+/u)?.[0] ?? "";
  const tail = end[0].data.slice(end[1], end[2]).match(/[.,;:!?”"'’)\]}]+$/u)?.[0] ?? "";
  return [word.start + codePoints(lead), last.end - codePoints(tail)];
}

export function marking(text, done, say) {
  let held = [];
  let anchor = 0;
  let at = 0;
  let live = false;

  const select = () => {
    const [from, to] = [Math.min(anchor, at), Math.max(anchor, at)];
    const range = document.createRange();
    const first = held[from].parts[0];
    const last = held[to].parts[held[to].parts.length - 1];
    range.setStart(first[0], first[1]);
    range.setEnd(last[0], last[2]);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    first[0].parentElement.scrollIntoView({ block: "nearest" });
    say(`“${getSelection()}”: arrows move, Shift with arrows extends, Enter takes these words, Esc leaves.`);
  };

  const finish = (start, end) => {
    live = false;
    text.classList.remove("marking");
    if (end > start) done(start, end, String(getSelection()).trim());
  };

  const keys = (event) => {
    if (!live) return;
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 10, ArrowUp: -10 }[event.key];
    if (step) {
      at = Math.min(held.length - 1, Math.max(0, at + step));
      if (!event.shiftKey) anchor = at;
      select();
    } else if (event.key === "Enter") {
      finish(...trimmed(held[Math.min(anchor, at)], held[Math.max(anchor, at)]));
    } else if (event.key === "Escape") {
      finish(0, 0);
      say("");
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("keydown", keys, true);

  return () => {
    const chosen = getSelection();
    if (!chosen.isCollapsed && text.contains(chosen.anchorNode) && text.contains(chosen.focusNode)) {
      const range = chosen.getRangeAt(0);
      const [start, end] = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)];
      if (start !== null && end !== null) {
        const words = range.toString();
        const lead = codePoints(words.slice(0, words.length - words.trimStart().length));
        const tail = codePoints(words) - lead - codePoints(words.trim());
        finish(start + lead, end - tail);
        return;
      }
    }
    held = words(text);
    if (!held.length) return;
    const near = document.querySelector(".main-lit");
    const from = near ? held.findIndex((word) => word.end > Number(near.dataset.s)) : 0;
    anchor = at = Math.max(0, from);
    live = true;
    text.classList.add("marking");
    text.focus({ preventScroll: true });
    select();
  };
}
