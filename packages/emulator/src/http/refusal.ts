/** A request that is answered with an error envelope. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** 404 for a thing that is not there, or belongs to somebody else. */
export function notFound(what: string): Refusal {
  return new Refusal(404, 'not_found', `${what} Not Exists.`);
}

/** 400 for fields that do not fit. */
export function invalidParam(message: string): Refusal {
  return new Refusal(400, 'invalid_param', message);
}
