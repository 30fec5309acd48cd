// A copy on disk has no desk to ask: its list of incidents is sifted here. What is asked for stands in the address.
const form = document.getElementById("sift");
const list = document.getElementById("list");
const told = document.getElementById("sifted");
const held = globalThis.held ?? [];
const MOST = 200;
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const element = (name, text, kind) => {
  const made = document.createElement(name);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
};

const ready = held.map((item) => ({
  item,
  place: plain(item.place),
  parties: item.parties.map(plain),
  words: plain([item.what, item.when, item.told, ...item.parties].join(" ")),
}));

function fits({ item, place, parties, words }, asked) {
  return (
    (!asked.type || item.types.includes(asked.type)) &&
    (!asked.status || item.status.some(([name]) => name === asked.status)) &&
    (!asked.place || place.includes(plain(asked.place))) &&
    (!asked.party || parties.some((name) => name.includes(plain(asked.party)))) &&
    plain(asked.words).split(/\s+/).every((word) => words.includes(word))
  );
}

function line(item) {
  const made = document.createElement("li");
  const title = document.createElement("h2");
  const link = element("a", item.what);
  link.href = item.file;
  title.append(link);
  const facts = element("p", "", "facts");
  facts.append(element("span", item.when, "when"), element("span", item.counts, "counts"));
  for (const [name, count] of item.status) {
    facts.append(element("span", count > 1 ? `${name} ×${count}` : name, `status s-${name}`));
  }
  made.append(title, facts, element("p", item.told, "parties"));
  return made;
}

const first = [...list.childNodes];
function sift() {
  const asked = Object.fromEntries(new FormData(form));
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value.trim()));
  if (!query.size) {
    list.replaceChildren(...first);
    told.textContent = "";
    return;
  }
  const found = ready.filter((one) => fits(one, asked)).map(({ item }) => item);
  const lines = document.createElement("ol");
  lines.className = "incidents";
  lines.append(...found.slice(0, MOST).map(line));
  list.replaceChildren(lines);
  const more = found.length > MOST ? `; the first ${MOST} are shown` : "";
  told.textContent = `${found.length.toLocaleString("en")} of ${held.length.toLocaleString("en")} incidents${more}.`;
}

function restore() {
  const asked = new URLSearchParams(location.hash.slice(1));
  for (const item of form.elements) if (item.name) item.value = asked.get(item.name) ?? "";
  sift();
}

if (form && list && told) {
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
    history.replaceState(null, "", `#${query}`);
    sift();
  });
  form.addEventListener("reset", () => setTimeout(() => { history.replaceState(null, "", "#"); sift(); }));
  addEventListener("hashchange", restore);
  restore();
}
