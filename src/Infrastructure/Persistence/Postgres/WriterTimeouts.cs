namespace Xtablo.Infrastructure.Persistence.Postgres;

/// <summary>
/// What ends a stuck writer, told to PostgreSQL in one of two ways: a pooler that hands out a connection for each transaction
/// refuses what a connection begins with, or forgets it.
/// </summary>
internal static class WriterTimeouts
{
    // A writer that stands still must be ended before those who wait for it give up, and they before their callers do.
    private static readonly (string Name, int Milliseconds)[] All =
        [("idle_in_transaction_session_timeout", 5000), ("lock_timeout", 5200), ("statement_timeout", 6000)];

    /// <summary>For the <c>Options</c> of a connection.</summary>
    public static string AsOptions { get; } =
        string.Join(' ', All.Select(each => FormattableString.Invariant($"-c {each.Name}={each.Milliseconds}")));

    /// <summary>For the beginning of a transaction.</summary>
    public static string[] AsStatements { get; } =
        [.. All.Select(each => FormattableString.Invariant($"SET LOCAL {each.Name} = {each.Milliseconds}"))];
}
