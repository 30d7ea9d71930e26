namespace Xtablo.Domain.Discussions;

public readonly record struct InvitationId(Guid Value)
{
    public static InvitationId New() => new(Guid.CreateVersion7());

    /// <summary>Parses a UUID, as addresses, forms and the command line have it.</summary>
    public static bool TryParse(string? text, out InvitationId id)
    {
        var isId = Guid.TryParse(text, out var value);
        id = new(value);
        return isId;
    }

    public override string ToString() => Value.ToString();
}
