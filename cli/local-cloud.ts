import { connect, type LocalCloud } from "../local/client.ts";
import { type Progress } from "./report/progress.ts";

/** The running one-machine cloud; started when there is none. */
export function connectLocal(progress: Progress): Promise<LocalCloud> {
  return connect({
    report: (line) => {
      progress.say(line);
    },
  });
}
