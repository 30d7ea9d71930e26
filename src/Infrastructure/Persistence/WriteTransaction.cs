using Microsoft.EntityFrameworkCore.Storage;

namespace Xtablo.Infrastructure.Persistence;

/// <summary>Rolls back unless it was committed. Disposing it lets the next writer in.</summary>
internal sealed class WriteTransaction(IDbContextTransaction transaction, SemaphoreSlim turn) : IAsyncDisposable
{
    /// <summary>No cancellation: whether a commit happened must not depend on whether the caller is still listening.</summary>
    public Task CommitAsync() => transaction.CommitAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            turn.Release();
        }
    }
}
