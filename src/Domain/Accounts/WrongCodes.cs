namespace Xtablo.Domain.Accounts;

/// <summary>What follows from wrong codes of a second factor in a row: whoever types them knows the password.</summary>
public static class WrongCodes
{
    private const int Forgiven = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>How long no code is tried after so many wrong ones: a minute from the fifth on, doubled by each.</summary>
    public static TimeSpan WaitAfter(int inARow)
    {
        var minutes = inARow < Forgiven ? 0 : Math.Pow(2, Math.Min(inARow - Forgiven, 10));
        return TimeSpan.FromMinutes(Math.Min(minutes, Longest.TotalMinutes));
    }

    /// <summary>True when the owner is to be told: at the fifth in a row, and at each fifth from there.</summary>
    public static bool AreWorthTelling(int inARow) => inARow > 0 && inARow % Forgiven == 0;
}
