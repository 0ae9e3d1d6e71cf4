import { makeStyles } from '@fluentui/react-components';
import { useEffect, useEffectEvent, useRef, type Ref, useImperativeHandle } from 'react';
import type { QueryDiagnostic } from '../../api/problem';
import { fetchKustoSchema } from '../../api/query';
import { useTheme } from '../../app/theme';
import { getKustoWorker, monaco } from './monaco';

const useStyles = makeStyles({ root: { height: '100%', width: '100%' } });

export interface EditorHandle {
  insert: (text: string) => void;
  cursor: () => number;
  focus: () => void;
}

interface Props {
  tab: string;
  value: string;
  /** The server's findings, placed from `start` on in the text. */
  findings: { list: QueryDiagnostic[]; start: number };
  onChange: (value: string) => void;
  onRun: () => void;
  ref: Ref<EditorHandle>;
}

const owner = 'vedette-server';

/** Monaco with Kusto's language service, which knows the tables of this workspace. */
export default function KqlEditor({ tab, value, findings, onChange, onRun, ref }: Props) {
  const styles = useStyles();
  const { dark } = useTheme();
  const element = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(undefined);
  const changed = useEffectEvent((text: string) => onChange(text));
  const ran = useEffectEvent(() => onRun());
  const first = useEffectEvent(() => value);

  useImperativeHandle(ref, () => ({
    insert: (text) => {
      const range = editor.current?.getSelection();
      if (!editor.current || !range) return;
      editor.current.executeEdits('schema', [{ range, text, forceMoveMarkers: true }]);
      editor.current.focus();
    },
    cursor: () => {
      const position = editor.current?.getPosition();
      return position ? (editor.current?.getModel()?.getOffsetAt(position) ?? 0) : 0;
    },
    focus: () => editor.current?.focus(),
  }));

  useEffect(() => {
    if (!element.current) return;
    const model = monaco.editor.createModel(first(), 'kusto');
    const created = monaco.editor.create(element.current, {
      model,
      automaticLayout: true,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      fontSize: 13,
      lineNumbersMinChars: 3,
      padding: { top: 8 },
      fixedOverflowWidgets: true,
      ariaLabel: 'Query',
      tabFocusMode: false,
      renderLineHighlight: 'none',
      overviewRulerLanes: 0,
      overviewRulerBorder: false,
      hideCursorInOverviewRuler: true,
      wordWrap: 'on',
    });
    editor.current = created;
    const offset = model.getValueLength();
    created.setPosition(model.getPositionAt(offset));
    model.onDidChangeContent(() => {
      monaco.editor.setModelMarkers(model, owner, []);
      changed(model.getValue());
    });
    created.addCommand(monaco.KeyMod.Shift | monaco.KeyCode.Enter, () => ran());
    created.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter, () => ran());
    // Until the language service knows the tables, every name is unknown to it: that is no finding.
    const silence = monaco.editor.onDidChangeMarkers(() => {
      const early = monaco.editor.getModelMarkers({ owner: 'kusto', resource: model.uri });
      if (early.length > 0) monaco.editor.setModelMarkers(model, 'kusto', []);
    });
    void loadSchema(model.uri).then((loaded) => {
      if (loaded) silence.dispose();
    });
    return () => {
      silence.dispose();
      created.dispose();
      model.dispose();
      editor.current = undefined;
    };
  }, [tab]);

  useEffect(() => monaco.editor.setTheme(dark ? 'kusto-dark' : 'kusto-light'), [dark]);

  useEffect(() => {
    const model = editor.current?.getModel();
    if (model && model.getValue() !== value) model.setValue(value);
  }, [value]);

  useEffect(() => {
    const model = editor.current?.getModel();
    if (!model) return;
    const markers = findings.list.map((finding) => {
      const start = model.getPositionAt(findings.start + finding.start);
      const end = model.getPositionAt(findings.start + Math.max(finding.end, finding.start + 1));
      return {
        severity: monaco.MarkerSeverity.Error,
        code: finding.code,
        source: 'Vedette',
        message: finding.hint ? `${finding.message} ${finding.hint}` : finding.message,
        startLineNumber: start.lineNumber,
        startColumn: start.column,
        endLineNumber: end.lineNumber,
        endColumn: end.column,
      };
    });
    monaco.editor.setModelMarkers(model, owner, markers);
  }, [findings, tab]);

  return <div ref={element} className={styles.root} data-testid="editor" />;
}

let schema: Promise<unknown> | undefined;

/** Gives the schema to the language service; false when that did not work. */
async function loadSchema(uri: monaco.Uri): Promise<boolean> {
  schema ??= fetchKustoSchema();
  try {
    const [described, workers] = await Promise.all([schema, getKustoWorker()]);
    const worker = await workers(uri);
    const databases = (described as { Databases?: Record<string, unknown> }).Databases ?? {};
    const database = Object.keys(databases)[0] ?? 'Workspace';
    await worker.setSchemaFromShowSchema(described, 'https://vedette', database);
    return true;
  } catch (error) {
    // Queries run without it; only completion lacks the names of the workspace.
    schema = undefined;
    console.warn('The schema for completion could not be loaded', error);
    return false;
  }
}
