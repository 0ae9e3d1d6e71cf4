/** Monaco with the Kusto language, its workers as files of the same origin. */
import 'monaco-editor/esm/vs/editor/edcore.main';
import * as monaco from 'monaco-editor/esm/vs/editor/editor.api';
import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker?worker';
import { getKustoWorker } from '@kusto/monaco-kusto';
import { KustoLanguageDefinition } from '@kusto/monaco-kusto/release/esm/languageServiceManager/kustoMonarchLanguageDefinition';
import KustoWorker from '@kusto/monaco-kusto/release/esm/kusto.worker?worker';

self.MonacoEnvironment = {
  getWorker: (_, label) => (label === 'kusto' ? new KustoWorker() : new EditorWorker()),
};

// Colours at once from the text alone; the language service refines them when it is there.
monaco.languages.setMonarchTokensProvider(
  'kusto',
  KustoLanguageDefinition as monaco.languages.IMonarchLanguage,
);

export { getKustoWorker, monaco };
