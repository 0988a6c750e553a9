/** Reads environment variables. Throws one error that names all missing ones. */
export function readEnv<Name extends string>(...names: readonly Name[]): Readonly<Record<Name, string>> {
  const missing = names.filter((name) => !process.env[name]);
  if (missing.length > 0) {
    throw new Error(`The function cannot start without ${missing.join(', ')} in its environment.`);
  }
  return Object.fromEntries(names.map((name) => [name, process.env[name]])) as Record<Name, string>;
}
