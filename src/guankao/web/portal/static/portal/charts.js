// Draws the charts of a page from their specifications. The table beside each chart says the same,
// so without this script nothing is lost.
"use strict";

(function () {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function looks() {
    const ink = colour("--ink");
    const soft = colour("--soft");
    const mark = colour("--mark");
    const rule = colour("--rule");
    return {
      background: "transparent",
      font: getComputedStyle(document.body).fontFamily,
      view: { stroke: null },
      axis: {
        labelColor: soft, titleColor: soft, gridColor: rule, domainColor: soft, tickColor: soft,
        labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal",
      },
      line: { color: mark },
      point: { color: mark },
      text: { color: ink },
      style: {
        target: { color: ink, stroke: ink, fill: ink },
        "target-text": { color: ink, fill: ink },
        actual: { color: mark, fill: mark },
        planned: { color: ink, stroke: ink },
        break: { color: soft, stroke: soft },
        "break-text": { color: ink, fill: ink },
      },
    };
  }

  async function draw(place) {
    const response = await fetch(place.dataset.chart, { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    const specification = await response.json();
    await window.vegaEmbed(place, specification, {
      actions: false,
      ast: true, // the interpreter: the content security policy allows no evaluation of text
      config: looks(),
      defaultStyle: false,
      renderer: "svg",
      tooltip: { disableDefaultStyle: true },
    });
    place.setAttribute("aria-label", place.dataset.label);
    place.setAttribute("role", "img");
  }

  function drawAll() {
    document.querySelectorAll("[data-chart]").forEach((place) => {
      draw(place).catch(() => place.remove());
    });
  }

  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  drawAll();
})();
