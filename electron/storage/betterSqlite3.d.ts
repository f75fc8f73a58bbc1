// The package's own index.d.ts is not reachable through its `exports`; this is the part of it Lineside uses,
// with `unknown` where the original says `any`.
declare module 'better-sqlite3' {
  namespace Database {
    type Bindable = string | number | bigint | Uint8Array | null

    type Options = {
      readonly readonly?: boolean
      readonly fileMustExist?: boolean
      readonly timeout?: number
    }

    type RunResult = { readonly changes: number; readonly lastInsertRowid: number | bigint }

    type ColumnDefinition = {
      readonly name: string
      readonly column: string | null
      readonly table: string | null
      readonly database: string | null
      readonly type: string | null
    }

    interface Statement<Params extends unknown[] = unknown[], Row = unknown> {
      readonly source: string
      readonly reader: boolean
      readonly readonly: boolean
      readonly busy: boolean
      run(...params: Params): RunResult
      get(...params: Params): Row | undefined
      all(...params: Params): Row[]
      iterate(...params: Params): IterableIterator<Row>
      pluck(on?: boolean): this
      expand(on?: boolean): this
      raw(on?: boolean): this
      bind(...params: Params): this
      columns(): ColumnDefinition[]
      safeIntegers(on?: boolean): this
    }

    interface Transaction<Params extends unknown[], Result> {
      (...params: Params): Result
      default(...params: Params): Result
      deferred(...params: Params): Result
      immediate(...params: Params): Result
      exclusive(...params: Params): Result
    }

    type FunctionOptions = {
      readonly varargs?: boolean
      readonly deterministic?: boolean
      readonly safeIntegers?: boolean
      readonly directOnly?: boolean
    }

    interface Database {
      readonly memory: boolean
      readonly readonly: boolean
      readonly name: string
      readonly open: boolean
      readonly inTransaction: boolean
      prepare<Params extends unknown[] | object = unknown[], Row = unknown>(
        source: string,
      ): Params extends unknown[] ? Statement<Params, Row> : Statement<[Params], Row>
      transaction<Params extends unknown[], Result>(run: (...params: Params) => Result): Transaction<Params, Result>
      exec(source: string): this
      key(key: Uint8Array): number
      pragma(source: string, options?: { readonly simple?: boolean }): unknown
      function(name: string, run: (...params: Bindable[]) => Bindable | undefined): this
      function(name: string, options: FunctionOptions, run: (...params: Bindable[]) => Bindable | undefined): this
      defaultSafeIntegers(on?: boolean): this
      close(): this
    }

    interface SqliteError extends Error {
      readonly code: string
    }
  }

  const Database: {
    new (filename: string, options?: Database.Options): Database.Database
    readonly SqliteError: new (message: string, code: string) => Database.SqliteError
  }
  export = Database
}
