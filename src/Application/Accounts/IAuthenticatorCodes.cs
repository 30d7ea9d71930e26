using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>The codes that authenticator apps show: six digits, another each 30 s (RFC 6238 with SHA-1, the one kind that every app knows).</summary>
public interface IAuthenticatorCodes
{
    /// <summary>
    /// The step whose code this is, at most one before or after the present one, since clocks differ; null when it is of
    /// none of them. Spaces do not count. Whether the step is used up already is for <see cref="SecondFactor"/> to say.
    /// </summary>
    long? StepOf(AuthenticatorKey key, string? code, DateTimeOffset at);
}
