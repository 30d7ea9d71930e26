namespace Xtablo.Domain.Accounts;

public readonly record struct TokenId(Guid Value)
{
    public static TokenId New() => new(Guid.CreateVersion7());

    public AccessId AsAccess() => new(Value);

    /// <summary>Parses a UUID as written in addresses, forms and on the command line.</summary>
    public static bool TryParse(string? text, out TokenId id)
    {
        var isId = Guid.TryParse(text, out var value);
        id = new(value);
        return isId;
    }

    public override string ToString() => Value.ToString();
}
