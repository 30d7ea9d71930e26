using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>
/// The codes of authenticator apps: six digits, a new one every 30 s (RFC 6238 with SHA-1, the one variant that every app
/// supports).
/// </summary>
public interface IAuthenticatorCodes
{
    /// <summary>
    /// Returns the step of a code, at most one before or after the present one, since clocks differ; null when it is the code
    /// of none of them. Its digits alone count. Whether the step is used up already is up to <see cref="SecondFactor"/>.
    /// </summary>
    long? StepOf(AuthenticatorKey key, string? code, DateTimeOffset at);
}
