import * as pulumi from "@pulumi/pulumi";

/** The value of an output under mocks; `undefined` where it is unknown. Rejects when a program error is behind it. */
export function valueOf<T>(value: pulumi.Input<T>): Promise<pulumi.Unwrap<T>> {
  return new Promise((resolve, reject) => {
    const output = pulumi.output([value]).apply(([resolved]) => {
      resolve(resolved as pulumi.Unwrap<T>); // what `pulumi.output` made of `value`
    });
    // `apply` does not run for an unknown, and a rejected input rejects the output's own promise only.
    promiseOf(output).then(
      () => {
        resolve(undefined as pulumi.Unwrap<T>); // an unknown: `apply` above did not run
      },
      (error: unknown) => {
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}

/** The promise inside an output. The SDK keeps it out of its declarations. */
function promiseOf(output: pulumi.Output<unknown>): Promise<unknown> {
  return (output as unknown as { promise(): Promise<unknown> }).promise(); // there in every SDK 3.x
}
