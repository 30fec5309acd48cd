// Rows light the words that they rest on; words light their rows.
const keysOf = (element) => (element.dataset.k ?? "").split(" ").filter(Boolean);

export function lights(text, rows) {
  const pieces = [...text.querySelectorAll("[data-k]")];
  const clear = () => document.querySelectorAll(".lit, .main-lit").forEach((item) => item.classList.remove("lit", "main-lit"));

  const lightWords = (row, jump) => {
    clear();
    const keys = keysOf(row);
    const own = pieces.filter((piece) => keysOf(piece).some((key) => keys.includes(key)));
    own.forEach((piece) => piece.classList.add("lit"));
    const main = own.filter((piece) => keysOf(piece).includes(keys[0]));
    main.forEach((piece) => piece.classList.add("main-lit"));
    row.classList.add("lit");
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (jump) (main[0] ?? own[0])?.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  };

  const lightRows = (piece) => {
    clear();
    const keys = keysOf(piece);
    const claims = keys.filter((key) => key.startsWith("c"));
    const asked = claims.length ? claims : keys;
    const found = rows().filter((row) => keysOf(row).some((key) => asked.includes(key)));
    pieces.filter((item) => keysOf(item).some((key) => asked.includes(key))).forEach((item) => item.classList.add("lit"));
    found.forEach((row) => row.classList.add("lit"));
    found.find((row) => row.offsetParent)?.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("click", (event) => {
    const row = event.target.closest(".row");
    if (row && !event.target.closest("a, button, input, select, textarea")) lightWords(row, true);
    const piece = event.target.closest("[data-k]");
    if (piece && text.contains(piece) && getSelection().isCollapsed) lightRows(piece);
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.classList.contains("row")) lightWords(event.target, true);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
  });
  const named = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  if (named?.classList.contains("row")) lightWords(named, true);
  return { lightWords };
}
