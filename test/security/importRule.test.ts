import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const builtins = new Set(builtinModules)

type Import = { readonly file: string; readonly target: string }

function sourcesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$|\.d\.ts$/.test(entry.name))
    .map(entry => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
}

/** Every import and export from, static and dynamic; relative ones as paths from the repository's root. */
function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const found = text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(['"])([^'"\n]+)\1/g)
  return [...found].map(([, , target = '']) => ({
    file, target: target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target,
  }))
}

const imports = ['shared', 'electron', 'renderer'].flatMap(sourcesBelow).flatMap(importsOf)
const from = (folder: string) => imports.filter(({ file }) => file.startsWith(folder))
const shown = (found: readonly Import[]) => found.map(({ file, target }) => `${file} -> ${target}`)
const isBuiltin = (target: string) => target.startsWith('node:') || builtins.has(target.split('/')[0] ?? '')
const isOwn = (target: string) => /^(shared|electron|renderer|test|scripts)\//.test(target)

describe('the import rule', () => {
  it('sees the imports', () => {
    expect(imports.length).toBeGreaterThan(200)
    expect(shown(imports)).toContain('renderer/client.ts -> renderer/links/httpLink.ts')
  })

  it('renderer -> shared <- electron', () => {
    expect(shown(from('shared/').filter(({ target }) => isOwn(target) && !target.startsWith('shared/')))).toEqual([])
    expect(shown(from('electron/').filter(({ target }) => isOwn(target) && !/^(electron|shared)\//.test(target)))).toEqual([])
    expect(shown(from('renderer/').filter(({ target }) => isOwn(target) && !/^(renderer|shared)\//.test(target)))).toEqual([])
  })

  it('shared and renderer import nothing of Node', () => {
    expect(shown([...from('shared/'), ...from('renderer/')].filter(({ target }) => isBuiltin(target)))).toEqual([])
  })

  it('only main, preload and desktop import Electron', () => {
    const allowed = /^electron\/(main\.ts|preload\.ts|desktop\/)/
    expect(shown(imports.filter(({ file, target }) => (target === 'electron' || target.startsWith('electron/main')) && !allowed.test(file)))).toEqual([])
  })

  it('only the desktop entry imports desktop, only the browser entry imports browser', () => {
    expect(shown(imports.filter(({ file, target }) => target.startsWith('electron/desktop/') && !/^electron\/(main\.ts|desktop\/)/.test(file)))).toEqual([])
    expect(shown(imports.filter(({ file, target }) => target.startsWith('electron/browser/') && !/^electron\/(host\.ts|browser\/)/.test(file)))).toEqual([])
  })

  it('an adapter knows its system and the model, nothing else', () => {
    const wrong = from('electron/operators/').filter(({ file, target }) => {
      if (!isOwn(target)) return false
      const own = /^(electron\/operators\/[^/]+\/)/.exec(file)?.[1]
      if (own === undefined) return !/^(electron\/(operators|log)\/|shared\/)/.test(target)
      return !(target.startsWith(own) || /^electron\/operators\/[^/]+\.ts$/.test(target) || target.startsWith('electron/log/') || target.startsWith('shared/'))
    })
    expect(shown(wrong)).toEqual([])
  })

  it('use cases do not know rpc or the hosts, and the lab is known to nobody but the demo', () => {
    const useCases = /^electron\/(accounts|checks|lines|tickets|settings|storage|vault|log|operators|lab)\//
    expect(shown(imports.filter(({ file, target }) => useCases.test(file) && /^electron\/(rpc|hosting|browser|desktop)\//.test(target)))).toEqual([])
    expect(shown(imports.filter(({ file, target }) => target.startsWith('electron/lab/') && !/^electron\/(lab|hosting)\//.test(file)))).toEqual([])
  })
})
