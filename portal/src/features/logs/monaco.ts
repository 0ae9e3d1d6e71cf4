/** Monaco with the Kusto language, its workers as files of the same origin. */
import 'monaco-editor/esm/vs/editor/edcore.main';
import * as monaco from 'monaco-editor/esm/vs/editor/editor.api';
import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker?worker';
import { getKustoWorker } from '@kusto/monaco-kusto';
import KustoWorker from '@kusto/monaco-kusto/release/esm/kusto.worker?worker';

self.MonacoEnvironment = {
  getWorker: (_, label) => (label === 'kusto' ? new KustoWorker() : new EditorWorker()),
};

export { getKustoWorker, monaco };
