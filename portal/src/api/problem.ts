/** One finding in a query, as the server reports it. `start` and `end` are offsets in UTF-16 units. */
export interface QueryDiagnostic {
  code: string;
  message: string;
  hint?: string;
  start: number;
  end: number;
  line: number;
  column: number;
}

/** An error answer of the server (RFC 9457 problem details). */
export interface Problem {
  type?: string;
  title: string;
  status: number;
  detail?: string;
  code?: string;
  errors?: QueryDiagnostic[];
  /** What is wrong in a form. */
  fields?: { field: string; message: string }[];
}

/** What went wrong with a request, in words for the person in front of it. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem;
  /** Seconds the server asks to wait before the next try. */
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: Problem, retryAfterSeconds?: number) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiError';
    this.status = problem.status;
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The message of any thrown thing. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
