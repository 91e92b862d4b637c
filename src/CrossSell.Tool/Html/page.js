
(function () {
  "use strict";
  document.documentElement.className = "js";
  var map = document.querySelector(".map");
  if (map) {
    map.addEventListener("mouseover", function (event) {
      var label = event.target.closest(".item");
      map.classList.toggle("lit", !!label);
      var rules = label ? label.getAttribute("data-rules").split(" ") : [];
      map.querySelectorAll("g").forEach(function (g) { g.classList.toggle("on", rules.indexOf(g.getAttribute("data-rule")) >= 0); });
    });
    map.addEventListener("mouseleave", function () { map.classList.remove("lit"); });
  }
  var table = document.querySelector("table");
  if (!table) { return; }
  var form = document.querySelector(".controls"), body = table.tBodies[0], output = form.querySelector("output");
  var rows = Array.prototype.map.call(body.rows, function (row, place) {
    var values = Array.prototype.map.call(row.cells, function (cell) {
      var v = cell.getAttribute("data-v");
      return v === null ? cell.textContent : v === "" ? NaN : Number(v);
    });
    var then = Array.prototype.map.call(row.cells[1].querySelectorAll("bdi"), function (item) { return item.textContent; });
    return { row: row, place: place, values: values, then: then, text: (row.cells[0].textContent + " " + row.cells[1].textContent).toLowerCase() };
  });
  function grouped(n) { return String(n).replace(/\B(?=(\d{3})+$)/g, form.getAttribute("data-group")); }
  function filter() {
    var words = form.elements.search.value.toLowerCase().split(/\s+/).filter(Boolean), then = form.elements.then.value, visible = 0;
    var limits = Array.prototype.filter.call(form.querySelectorAll("[data-column]"), function (input) { return input.value !== ""; });
    rows.forEach(function (r) {
      var show = words.every(function (word) { return r.text.indexOf(word) >= 0; }) && (!then || r.then.indexOf(then) >= 0)
        && limits.every(function (input) { return r.values[input.getAttribute("data-column")] >= input.value / input.getAttribute("data-scale"); });
      r.row.hidden = !show;
      visible += show ? 1 : 0;
    });
    output.textContent = form.getAttribute("data-visible").replace("{0}", grouped(visible)).replace("{1}", grouped(rows.length));
  }
  Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
    var label = head.querySelector("span");
    label.setAttribute("role", "button");
    label.tabIndex = 0;
    label.addEventListener("keydown", function (event) {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); label.click(); }
    });
    label.addEventListener("click", function () {
      var number = head.className === "n", falling = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") === "ascending" : number;
      Array.prototype.forEach.call(table.tHead.rows[0].cells, function (other) { other.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      rows.sort(function (a, b) {
        var x = a.values[column], y = b.values[column], order;
        if (number) {
          if (x !== x || y !== y) { return (x !== x) - (y !== y) || a.place - b.place; }
          order = x < y ? -1 : x > y ? 1 : 0;
        } else { order = x.localeCompare(y); }
        return (falling ? -order : order) || a.place - b.place;
      });
      rows.forEach(function (r) { body.appendChild(r.row); });
    });
  });
  form.addEventListener("input", filter);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(filter, 0); });
  filter();
}());
