import { z } from "zod";
import { askCollector, type CollectorAccess } from "./collector-client.ts";
import { CheckFailure } from "./input.ts";

const description = z.looseObject({ openapi: z.string(), paths: z.looseObject({ "/v1/events": z.unknown() }) });

/** The collector answers by TLS with a certificate that is verified: ready, and with the description of its API. */
export async function checkCollector(access: CollectorAccess): Promise<string> {
  const { endpoint, internalEndpoint } = access;
  const next = "`platform status local` says whether it runs; its log lies in logs/ of the state directory.";
  const expectAnswer = async (url: string, status: number, content: RegExp): Promise<string> => {
    const answer = await askCollector(access, { url });
    if (answer.status === status && content.test(answer.body)) return answer.body;
    throw new CheckFailure({
      expected: `${status} and ${String(content)} of ${url}`,
      got: `${answer.status}: ${answer.body.slice(0, 200)}`,
      next,
    });
  };
  await expectAnswer(`${internalEndpoint}/healthz`, 200, /^ok/);
  await expectAnswer(`${internalEndpoint}/readyz`, 200, /^ok/);
  await expectAnswer(`${endpoint}/docs`, 200, /<title>/);
  const { openapi } = description.parse(JSON.parse(await expectAnswer(`${endpoint}/openapi.json`, 200, /^{/)));
  await expectAnswer(`${endpoint}/readyz`, 404, /"not_found"/);
  return `${endpoint} answers over TLS, is ready, and describes its API (OpenAPI ${openapi}); what is the cluster's is not there`;
}
