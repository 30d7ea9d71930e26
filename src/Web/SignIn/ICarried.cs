using Xtablo.Web.Forms;

namespace Xtablo.Web.SignIn;

/// <summary>What a sign-in carries along through each of its steps.</summary>
public interface ICarried : IPosted
{
    /// <summary>Where to go afterwards; anything but a local address is ignored.</summary>
    string? ReturnUrl { get; }

    /// <summary>The text of a message posted without a session: stored as a draft of the account that signs in.</summary>
    string? Body { get; }

    string? ClientId { get; }

    /// <summary>The id of the message that it answers; null or empty for none.</summary>
    string? ReplyTo { get; }
}

internal static class Carrying
{
    /// <summary>Begins anew, with what was carried so far.</summary>
    public static SignInForm AsSignIn(this ICarried carried) => new()
    {
        ReturnUrl = carried.ReturnUrl,
        Body = carried.Body,
        ClientId = carried.ClientId,
        ReplyTo = carried.ReplyTo,
    };
}
