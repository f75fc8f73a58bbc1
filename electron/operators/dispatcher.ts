import { readFileSync } from 'node:fs'
import tls from 'node:tls'
import { Agent, EnvHttpProxyAgent, ProxyAgent } from 'undici'
import type { Dispatcher } from 'undici'
import type { Settings } from '../../shared/model/settings.ts'
import { OperatorFailure } from './operatorFailure.ts'

/** The part of the settings that decides how the app reaches the network. */
export type NetworkSettings = Pick<Settings, 'extraCaFiles' | 'proxy'>

const CONNECT_TIMEOUT_MS = 5000
const KEEP_ALIVE_MS = 30_000
const KEEP_ALIVE_MOST_MS = 60_000

export function isLoopback(url: URL): boolean {
  return url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(url.hostname)
}

/** Node's own authorities; an older runtime cannot tell which of them are in force and gives those it came with. */
function ownCertificates(): readonly string[] {
  return typeof tls.getCACertificates === 'function' ? tls.getCACertificates('default') : tls.rootCertificates
}

function readCertificates(paths: readonly string[]): string[] {
  return paths.map(path => {
    try {
      const pem = readFileSync(path, 'utf8')
      if (!pem.includes('-----BEGIN CERTIFICATE-----')) throw new OperatorFailure({ kind: 'certificate', code: 'CA_FILE_NOT_PEM' })
      return pem
    } catch (error) {
      if (error instanceof OperatorFailure) throw error
      throw new OperatorFailure({ kind: 'certificate', code: 'CA_FILE_UNREADABLE' }, { cause: error })
    }
  })
}

/**
 * Connection pool for one account. Certificates are always verified, whatever the environment says; the extra
 * authorities are added to Node's own. The loopback interface is never reached through a proxy.
 * @throws OperatorFailure `certificate` where an extra CA file cannot be used, `unreachable` where the proxy address is none.
 */
export function createDispatcher(base: URL, settings: NetworkSettings, connections: number): Dispatcher {
  const extra = readCertificates(settings.extraCaFiles)
  const trust = { rejectUnauthorized: true, ...(extra.length > 0 ? { ca: [...ownCertificates(), ...extra] } : {}) }
  const pool = {
    connections, pipelining: 1, keepAliveTimeout: KEEP_ALIVE_MS, keepAliveMaxTimeout: KEEP_ALIVE_MOST_MS,
    connect: { ...trust, timeout: CONNECT_TIMEOUT_MS },
  }
  const mode = isLoopback(base) ? 'none' : settings.proxy.mode
  if (mode === 'none') return new Agent(pool)
  try {
    const proxied = { ...pool, requestTls: { ...trust, timeout: CONNECT_TIMEOUT_MS }, proxyTls: { ...trust, timeout: CONNECT_TIMEOUT_MS } }
    return mode === 'system' ? new EnvHttpProxyAgent(proxied) : new ProxyAgent({ ...proxied, uri: settings.proxy.url })
  } catch (error) {
    throw new OperatorFailure({ kind: 'unreachable', code: 'PROXY_ADDRESS' }, { cause: error })
  }
}
