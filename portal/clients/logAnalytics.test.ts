import {
  LogsQueryClient,
  LogsQueryResultStatus,
  type LogsQueryResult,
  type LogsQuerySuccessfulResult,
  type QueryTimeInterval,
} from '@azure/monitor-query-logs';
import { describe, expect, inject, it } from 'vitest';

const { address, token, workspace } = inject('server');
const hour = { duration: 'PT1H' };

/** Microsoft's client of Log Analytics, unmodified, with a token that it is given. */
function clientWith(secret: string): LogsQueryClient {
  const credential = {
    getToken: () => Promise.resolve({ token: secret, expiresOnTimestamp: Date.now() + 3_600_000 }),
  };
  return new LogsQueryClient(credential, {
    endpoint: `${address}/v1`,
    retryOptions: { maxRetries: 0 },
  });
}

const client = clientWith(token);

function successful(result: LogsQueryResult): LogsQuerySuccessfulResult {
  if (result.status !== LogsQueryResultStatus.Success) throw new Error(JSON.stringify(result));
  return result;
}

async function rowsOf(query: string, timespan: QueryTimeInterval = hour): Promise<unknown[][]> {
  const result = successful(await client.queryWorkspace(workspace, query, timespan));
  return result.tables[0]?.rows ?? [];
}

interface Fault {
  statusCode?: number;
  details?: { error?: Inner };
}

interface Inner {
  code?: string;
  message?: string;
  innererror?: Inner;
}

async function faultOf(asked: Promise<unknown>): Promise<Fault> {
  try {
    await asked;
  } catch (fault) {
    return fault as Fault;
  }
  throw new Error('The query was answered');
}

describe('the client of Log Analytics reads', () => {
  it('every type', async () => {
    const query = `print b = true, i = int(5), l = 4294967296, r = 1.5, d = decimal(1.25), s = 'a"b',
      t = datetime(2026-11-24 07:00:00.123), span = timespan(-1.02:03:04.5),
      g = guid(74be27de-1e4e-49d9-b579-fe0b331d3642), o = dynamic({"a": [1, "x"]})`;
    const result = successful(await client.queryWorkspace(workspace, query, hour));
    const [table] = result.tables;
    expect(table?.name).toBe('PrimaryResult');
    expect(table?.columnDescriptors).toEqual([
      { name: 'b', type: 'bool' },
      { name: 'i', type: 'int' },
      { name: 'l', type: 'long' },
      { name: 'r', type: 'real' },
      { name: 'd', type: 'decimal' },
      { name: 's', type: 'string' },
      { name: 't', type: 'datetime' },
      { name: 'span', type: 'timespan' },
      { name: 'g', type: 'guid' },
      { name: 'o', type: 'dynamic' },
    ]);
    expect(table?.rows).toEqual([
      [
        true,
        5,
        4294967296,
        1.5,
        '1.25',
        'a"b',
        new Date('2026-11-24T07:00:00.123Z'),
        '-1.02:03:04.5000000',
        '74be27de-1e4e-49d9-b579-fe0b331d3642',
        { a: [1, 'x'] },
      ],
    ]);
  });

  it('nulls of every type', async () => {
    const query = `print b = bool(null), i = int(null), l = long(null), r = real(null),
      d = decimal(null), s = '', t = datetime(null), span = timespan(null), g = guid(null),
      o = dynamic(null)`;
    expect(await rowsOf(query)).toEqual([
      [null, null, null, null, null, '', null, null, null, null],
    ]);
  });

  it('reals that are no numbers', async () => {
    expect(await rowsOf('print real(nan), real(+inf), real(-inf)')).toEqual([
      ['NaN', 'Infinity', '-Infinity'],
    ]);
  });

  it('several results as several tables', async () => {
    const query = 'print a = 1; range x from 1 to 3 step 1';
    const { tables } = successful(await client.queryWorkspace(workspace, query, hour));
    expect(tables.map((table) => table.rows)).toEqual([[[1]], [[1], [2], [3]]]);
  });

  it('statistics and the visualization that were asked for', async () => {
    const query = 'range x from 1 to 3 step 1 | render timechart with (title="Three")';
    const options = { includeQueryStatistics: true, includeVisualization: true };
    const asked = successful(await client.queryWorkspace(workspace, query, hour, options));
    expect(asked.statistics).toMatchObject({
      query: { executionTime: expect.any(Number) as number },
    });
    expect(asked.visualization).toMatchObject({ visualization: 'timechart', title: 'Three' });
    const plain = successful(await client.queryWorkspace(workspace, query, hour));
    expect(plain.statistics).toBeUndefined();
    expect(plain.visualization).toBeUndefined();
  });

  it('the rows of a time span only, where the query has none', async () => {
    const now = Date.now();
    const day = 86_400_000;
    const rows = [now - 60_000, now - 2 * day, now - 2 * day].map((time) =>
      JSON.stringify({ TimeGenerated: new Date(time).toISOString(), Name: 'front' }),
    );
    const stored = await fetch(`${address}/api/import?name=door.jsonl&table=Door_CL`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/octet-stream' },
      body: rows.join('\n'),
    });
    expect(stored.status).toBe(200);
    const endTime = new Date(now - day);
    const startTime = new Date(now - 3 * day);
    expect(await rowsOf('Door_CL | count', { duration: 'P7D' })).toEqual([[3]]);
    expect(await rowsOf('Door_CL | count', hour)).toEqual([[1]]);
    expect(await rowsOf('Door_CL | count', { startTime, endTime })).toEqual([[2]]);
    expect(await rowsOf('Door_CL | where TimeGenerated > ago(5d) | count', hour)).toEqual([[3]]);
  });
});

describe('the client of Log Analytics is told of', () => {
  it('a mistake of syntax with its place', async () => {
    const fault = await faultOf(client.queryWorkspace(workspace, 'print (1', hour));
    expect(fault.statusCode).toBe(400);
    const error = fault.details?.error;
    expect(error?.code).toBe('BadArgumentError');
    expect(error?.innererror?.code).toBe('SyntaxError');
    expect(error?.innererror?.innererror?.message).toBeTruthy();
  });

  it('a table that does not exist', async () => {
    const fault = await faultOf(client.queryWorkspace(workspace, 'NoSuchTable | take 1', hour));
    expect(fault.statusCode).toBe(400);
    const inner = fault.details?.error?.innererror;
    expect(inner?.code).toBe('SemanticError');
    expect(inner?.innererror?.code).toBe('KS204');
    expect(inner?.innererror?.message).toContain('NoSuchTable');
  });

  it('a result that was cut, with the rows that fit', async () => {
    const query = 'range x from 1 to 600000 step 1';
    const result = await client.queryWorkspace(workspace, query, hour);
    if (result.status !== LogsQueryResultStatus.PartialFailure) throw new Error(result.status);
    expect(result.partialTables[0]?.rows).toHaveLength(500_000);
    expect(result.partialError.code).toBe('PartialError');
  });

  it('a query that takes longer than it may', async () => {
    const query = 'range x from 1 to 100000000000 step 1 | where x % 1000003 == 7 | count';
    const options = { serverTimeoutInSeconds: 1 };
    const fault = await faultOf(client.queryWorkspace(workspace, query, hour, options));
    expect(fault.statusCode).toBe(504);
    expect(fault.details?.error?.code).toBe('GatewayTimeout');
  });

  it('a workspace that is not here', async () => {
    const other = '00000000-0000-0000-0000-000000000001';
    const fault = await faultOf(client.queryWorkspace(other, 'print 1', hour));
    expect(fault.statusCode).toBe(404);
    expect(fault.details?.error?.code).toBe('WorkspaceNotFoundError');
  });

  it('a wrong token', async () => {
    const stranger = clientWith('not-the-token');
    const fault = await faultOf(stranger.queryWorkspace(workspace, 'print 1', hour));
    expect(fault.statusCode).toBe(401);
    expect(fault.details?.error?.code).toBe('AuthorizationRequiredError');
  });
});

describe('a batch', () => {
  const batch = [
    { workspaceId: workspace, query: 'print n = 1', timespan: hour },
    { workspaceId: workspace, query: 'print (', timespan: hour },
    {
      workspaceId: workspace,
      query: 'print t = now() | render piechart',
      timespan: hour,
      includeQueryStatistics: true,
      includeVisualization: true,
    },
    { workspaceId: '00000000-0000-0000-0000-000000000001', query: 'print 1', timespan: hour },
  ];

  it('answers each query by itself, in order', async () => {
    const [first, wrong, chart, elsewhere] = await client.queryBatch(batch);
    expect(first).toMatchObject({ status: 'Success', tables: [{ rows: [[1]] }] });
    expect(wrong).toMatchObject({
      status: 'PartialFailure',
      partialError: { code: 'BadArgumentError', innererror: { code: 'SyntaxError' } },
    });
    expect(chart).toMatchObject({
      status: 'Success',
      visualization: { visualization: 'piechart' },
      statistics: { query: { executionTime: expect.any(Number) as number } },
    });
    expect(elsewhere).toMatchObject({ partialError: { code: 'WorkspaceNotFoundError' } });
  });

  it('must hold something', async () => {
    expect((await faultOf(client.queryBatch([]))).statusCode).toBe(400);
  });
});
