using Xunit.Sdk;
using Xunit.v3;

// One server on each database for all classes that change nothing of it: no setting, no clock, no part. What a test makes
// there is its own by construction, for it makes its own people and tablos; whatever looks at all that is stored or logged
// has a server of its own (IClassFixture), or one with others of its kind, one after the other (the collections below).
[assembly: AssemblyFixture(typeof(SqliteApp))]
[assembly: AssemblyFixture(typeof(PostgresApp))]

// More than cores: some wait for a process, a clock or a lock.
[assembly: Parallelization(Mode = ParallelMode.Collections, MaxThreads = 3)]

namespace Xtablo.Web.Tests;

/// <summary>Tests that look at all that is stored or logged, or write so much of either that it is in others' way.</summary>
[CollectionDefinition]
public sealed class AloneOnSqlite : ICollectionFixture<SqliteApp>;

/// <summary>As <see cref="AloneOnSqlite"/>.</summary>
[CollectionDefinition]
public sealed class AloneOnPostgres : ICollectionFixture<PostgresApp>;
