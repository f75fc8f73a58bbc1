import { readConnectionsPage } from '../operators/nextpertise/readConnections.ts'
import type { PageReaders } from './cacheWriter.ts'

/** How a page of each kind of system is read in the writer worker. */
export const pageReaders: PageReaders = { nextpertise: readConnectionsPage }
