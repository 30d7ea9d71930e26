using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Persistence;
using Database = Xtablo.Infrastructure.Persistence.Database;

namespace Xtablo.Infrastructure.Tests.Persistence;

/// <summary>A database of which nothing but contexts is wanted, or of which another writes in them.</summary>
internal sealed class Watched(Func<XtabloDb> open, Database? writes = null) : Database
{
    public override int Lanes => throw new NotSupportedException();

    public override XtabloDb Open() => open();

    public override Task<PostBatch> BeginPostsAsync(IReadOnlyCollection<PostKey> keys, bool waits) => throw new NotSupportedException();

    public override Task<string?> PrepareAsync(IProgress<string> progress, CancellationToken ct) => throw new NotSupportedException();

    public override Task JoinAsync(IProgress<string> progress, CancellationToken ct) => throw new NotSupportedException();

    public override Task<DbConnection> OpenAloneAsync(CancellationToken ct) => throw new NotSupportedException();

    public override Task DoAsync(Func<Task> once, CancellationToken ct) => throw new NotSupportedException();

    public override Task<WriteTransaction> BeginWriteAsync(XtabloDb db, TabloId? tabloId = null) => writes!.BeginWriteAsync(db, tabloId);

    public override Task<IDbContextTransaction> BeginSnapshotAsync(XtabloDb db, CancellationToken ct) => db.Database.BeginTransactionAsync(ct);

    public override Task<Discussion?> LockAsync(XtabloDb db, TabloId tabloId) => throw new NotSupportedException();

    public override bool IsDuplicateKey(DbException failure) => false;

    public override void Dispose()
    {
        // It has nothing.
    }

    protected override bool IsOutage(DbException failure) => false;
}
