using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Accounts;

/// <summary>Records when a session or a token was last used: for people, to the minute, never failing the use itself.</summary>
internal static class LastUse
{
    /// <param name="last">Null when it was never used.</param>
    public static bool IsWorthNoting(DateTimeOffset? last, DateTimeOffset now) =>
        last is null || now - last > TimeSpan.FromMinutes(1);

    public static async Task NoteAsync(Database database, Func<XtabloDb, Task> note)
    {
        try
        {
            await using var db = database.Open();
            await using var write = await database.BeginWriteAsync(db);
            await note(db);
            await write.CommitAsync();
        }
        catch (Exception failure) when (database.IsOutage(failure))
        {
            // On a full disk reading still works; the next request tries again.
        }
    }
}
