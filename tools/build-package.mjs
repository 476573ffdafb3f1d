// Builds the package in the current folder: Vite's library mode for the code, tsc for the types, CSS bundled as it stands.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { compiler } from './react-compiler.mjs';

const source = '@dify-oapi/source';
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const targets = Object.values(manifest.exports).filter((target) => target[source]);
const entries = targets.filter((target) => /\.tsx?$/.test(target[source]));
/** What a browser gets in place of an entry that is none of its business. */
const stands = targets.flatMap(({ browser }) => (browser ? [browser] : []));
const external = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });

await build({
  configFile: false,
  logLevel: 'warn',
  plugins: manifest.peerDependencies?.react ? [react({ compiler }), withoutCompilerWords()] : [],
  build: {
    target: 'es2022',
    minify: false,
    sourcemap: true,
    emptyOutDir: true,
    lib: {
      formats: ['es'],
      entry: Object.fromEntries([
        ...entries.map((target) => [target.default.replace(/^\.\/dist\/|\.js$/g, ''), target[source]]),
        ...stands.map((file) => [
          file.replace(/^\.\/dist\/|\.js$/g, ''),
          file.replace('/dist/', '/src/').replace(/\.js$/, '.ts'),
        ]),
      ]),
    },
    rolldownOptions: {
      external: (id) => id.startsWith('node:') || external.some((name) => id === name || id.startsWith(`${name}/`)),
      onwarn: (warning, next) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && next(warning),
      output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
    },
  },
});

/** What is said to the compiler alone is nothing for the bundlers of users, which warn of it. */
function withoutCompilerWords() {
  return {
    name: 'without-compiler-words',
    // As long as before, so that source maps stay right.
    renderChunk: (code) => ({
      code: code.replace(/^(['"])use no memo\1;?$/gm, (words) => ' '.repeat(words.length)),
      map: null,
    }),
  };
}

/** A style sheet with the files that it imports put in place, so that users load one file. */
const inline = (file) =>
  readFileSync(file, 'utf8').replaceAll(/@import\s+["']([^"']+)["'];\n?/g, (_, name) =>
    inline(path.join(path.dirname(file), name)),
  );
for (const target of targets) {
  if (!target[source].endsWith('.css')) continue;
  mkdirSync(path.dirname(target.default), { recursive: true });
  writeFileSync(target.default, inline(target[source]));
}

const tsc = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')));
const options = ['--noEmit', 'false', '--emitDeclarationOnly', '--rootDir', 'src', '--outDir', 'dist'];
execFileSync(process.execPath, [tsc, '-p', 'tsconfig.json', ...options], { stdio: 'inherit' });
