import react from '@vitejs/plugin-react'
import path from 'node:path'
import { defineConfig, type EnvironmentOptions } from 'vite'

const at = (...parts: string[]) => path.join(import.meta.dirname, ...parts)

/** Native modules load their binary by a path of their own; Electron is the runtime itself. */
const external = ['better-sqlite3', 'keytar', 'electron']

/** The electron-check runtime and the oldest Node we start on set the limits. */
const page: EnvironmentOptions = {
  build: {
    outDir: at('dist/renderer'), emptyOutDir: true, target: 'chrome130', cssTarget: 'chrome130', modulePreload: { polyfill: false },
    assetsInlineLimit: 0, reportCompressedSize: false,
    rolldownOptions: { input: at('renderer/index.html') },
  },
}

const main: EnvironmentOptions = {
  consumer: 'server',
  resolve: { noExternal: true, external },
  build: {
    outDir: at('dist/electron'), emptyOutDir: true, copyPublicDir: false, ssr: true, target: 'node20', minify: false, sourcemap: true, reportCompressedSize: false,
    rolldownOptions: {
      input: { main: at('electron/main.ts'), host: at('electron/host.ts'), writerWorker: at('electron/lines/writerWorker.ts') },
      external,
      output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
}

const preload: EnvironmentOptions = {
  consumer: 'server',
  resolve: { noExternal: true, external },
  build: {
    outDir: at('dist/electron'), emptyOutDir: false, copyPublicDir: false, ssr: true, target: 'node20', minify: false, reportCompressedSize: false,
    rolldownOptions: { input: { preload: at('electron/preload.ts') }, external, output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false } },
  },
}

export default defineConfig({
  root: at('renderer'),
  base: '/',
  // pdfkit's build for Node reads its fonts by a path of its own; the one without a file system is given them
  // (electron/evidence/sheet.ts).
  resolve: { alias: [{ find: /^pdfkit$/, replacement: at('node_modules/pdfkit/js/pdfkit.browser.mjs') }] },
  plugins: [react()],
  environments: { client: page, main, preload },
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'main', 'preload']) {
        const environment = builder.environments[name]
        if (environment !== undefined) await builder.build(environment)
      }
    },
  },
})
