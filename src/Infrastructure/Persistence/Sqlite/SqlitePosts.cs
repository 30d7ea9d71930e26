namespace Xtablo.Infrastructure.Persistence.Sqlite;

/// <summary>Stores posts in batches, on a connection that stays open, in the turn of the one writer.</summary>
internal sealed class SqlitePosts(string connectionString, SemaphoreSlim turn) : IDisposable
{
    private SqlitePostStatements? _statements; // made when they are first needed, and anew after a failure

    /// <summary>To be used in a turn.</summary>
    public SqlitePostStatements Statements => _statements ??= new(connectionString);

    /// <param name="open">Opens a context to read with. It sees what the lock protects: nobody else writes meanwhile.</param>
    /// <exception cref="TimeoutException">The writers before this one took too long.</exception>
    public async Task<PostBatch> BeginAsync(IReadOnlyCollection<PostKey> keys, Func<XtabloDb> open, TimeSpan patience)
    {
        if (!await turn.WaitAsync(patience))
        {
            throw new TimeoutException("The writers before this one take too long.");
        }

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
                _statements?.Dispose(); // which rolls back
                _statements = null;
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
