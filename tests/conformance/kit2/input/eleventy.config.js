// What the real Eleventy made expected/ with; site.yaml and hooks.py say the same.
import markdownIt from "markdown-it";
import attrs from "markdown-it-attrs";
import navigation from "@11ty/eleventy-navigation";

export default function (cfg) {
  cfg.setLibrary("md", markdownIt({ html: true }).use(attrs));
  cfg.addPlugin(navigation);
  cfg.addFilter("iso", (date) => date.toISOString());
  return { dir: { input: "content", output: "_site" }, markdownTemplateEngine: "njk", htmlTemplateEngine: "njk" };
}
