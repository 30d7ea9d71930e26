namespace Xtablo.Domain.Discussions;

public readonly record struct InvitationId(Guid Value)
{
    public static InvitationId New() => new(Guid.CreateVersion7());

    /// <summary>Parses a UUID as written in addresses, forms and on the command line.</summary>
    public static bool TryParse(string? text, out InvitationId id)
    {
        var isId = Guid.TryParse(text, out var value);
        id = new(value);
        return isId;
    }

    public override string ToString() => Value.ToString();
}
