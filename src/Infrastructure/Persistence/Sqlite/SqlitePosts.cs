namespace Xtablo.Infrastructure.Persistence.Sqlite;

/// <summary>Stores posts in batches, on a connection that stays open, in the turn of the one writer.</summary>
internal sealed class SqlitePosts(string connectionString, SemaphoreSlim turn) : IDisposable
{
    private SqlitePostStatements? _statements; // made when they are first needed, and anew after a failure

    /// <summary>To be used in a turn.</summary>
    public SqlitePostStatements Statements => _statements ??= new(connectionString);

    /// <summary>Begins in the turn that the caller has; the batch ends it.</summary>
    /// <param name="open">Opens a context to read with. It sees what the lock protects: nobody else writes meanwhile.</param>
    public async Task<PostBatch> BeginAsync(IReadOnlyCollection<PostKey> keys, Func<XtabloDb> open)
    {
        var batch = new SqlitePostBatch(this, open);
        try
        {
            batch.Begin(keys);
            return batch;
        }
        catch
        {
            await batch.DisposeAsync();
            throw;
        }
    }

    public void Dispose() => _statements?.Dispose();

    /// <summary>Ends the turn.</summary>
    /// <param name="hasFailed">Then the connection is not used again.</param>
    public void End(bool hasFailed)
    {
        try
        {
            if (hasFailed)
            {
                var failed = _statements;
                _statements = null;
                failed?.Dispose(); // which rolls back
            }
            else
            {
                _statements!.RollBack();
            }
        }
        finally
        {
            turn.Release();
        }
    }
}
