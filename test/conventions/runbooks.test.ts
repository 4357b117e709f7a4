import assert from "node:assert/strict";
import { refusals } from "../../contracts/events/outcomes.ts";
import { exists, textOf, trackedFiles } from "./sources.ts";

interface Reference {
  readonly place: string;
  readonly page: string;
  readonly anchor: string;
}

/** Every `<page>.md#<anchor>` that an alarm names. */
const references: readonly Reference[] = trackedFiles(/^(components|stacks)\/.*\.ts$/).flatMap((place) =>
  [...textOf(place).matchAll(/"([\w-]+\.md)#([\w-]+)"/g)].map(([, page = "", anchor = ""]) => ({
    place,
    page,
    anchor,
  })),
);

/** Headings of a page as the anchors that a Markdown viewer makes of them. */
function anchorsOf(page: string): readonly string[] {
  const path = `docs/runbooks/${page}`;
  return exists(path)
    ? [...textOf(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
        heading
          .toLowerCase()
          .replaceAll(/[^\w\s-]/g, "")
          .replaceAll(/\s+/g, "-"),
      )
    : [];
}

describe("runbooks", () => {
  it("hold a section for every alarm", () => {
    assert.ok(references.length > 5, "hardly an alarm: is the pattern still right?");
    const missing = references
      .filter(({ page, anchor }) => !anchorsOf(page).includes(anchor))
      .map(({ place, page, anchor }) => `${place} names docs/runbooks/${page}#${anchor}`);
    assert.deepEqual(missing, []);
  });

  it("are listed on the page that one starts from", () => {
    const index = textOf("docs/runbooks/README.md");
    const unlisted = trackedFiles(/^docs\/runbooks\/.*\.md$/)
      .map((path) => path.replace("docs/runbooks/", ""))
      .filter((page) => page !== "README.md" && !index.includes(`(${page})`));
    assert.deepEqual(unlisted, []);
  });

  it("explain every code by which a sender is not let in", () => {
    const [, section = ""] = textOf("docs/runbooks/ingestion.md").split("\n## Authentication failures\n");
    const [table = ""] = section.split("\n## ");
    const explained = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, code]) => code);
    const codes = Object.entries(refusals).flatMap(([code, { status }]) =>
      status === 401 || status === 403 || code === "keys_unavailable" ? [code] : [],
    );
    assert.deepEqual(explained.toSorted(), codes.toSorted());
  });
});
