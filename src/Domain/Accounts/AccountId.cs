namespace Xtablo.Domain.Accounts;

public readonly record struct AccountId(Guid Value)
{
    public static AccountId New() => new(Guid.CreateVersion7());

    /// <summary>Parses a UUID as written in addresses, forms and on the command line.</summary>
    public static bool TryParse(string? text, out AccountId id)
    {
        var isId = Guid.TryParse(text, out var value);
        id = new(value);
        return isId;
    }

    public override string ToString() => Value.ToString();
}
