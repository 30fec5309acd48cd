// The page of incidents: map beside the list, timeline below it.
import { brush } from "./brush.js";
import { drawMap, lightSpots } from "./map.js";

const held = (id) => JSON.parse(document.getElementById(id).textContent);
const PRECISION = {
  exact: "the place itself", near: "near the place", area: "somewhere in the area", admin1: "somewhere in the province",
  country: "somewhere in the country", region: "somewhere in the region", unknown: "how precisely is not known",
};

const { drawn } = drawMap(document.getElementById("map"), held("spots"), PRECISION);
lightSpots(drawn, document.querySelectorAll("[data-spot]"));
const timeline = document.getElementById("timeline");
if (timeline) brush(timeline, document.getElementById("filters"), held("bars"), held("plot"));

// An address holds only what is asked for.
document.getElementById("filters")?.addEventListener("formdata", (event) => {
  for (const [name, value] of [...event.formData]) {
    if (value === "" || (name === "origins" && value === "0")) event.formData.delete(name);
  }
});
