using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>
/// One line for each event of authentication (OWASP ASVS 5.0, 16.3.1): what, how it ended, whose account it was, from where.
/// Never an e-mail, a password, a code or a secret: an account is named by its id, and an e-mail that someone typed by a keyed
/// hash, which is the same for the same e-mail until the program ends.
/// </summary>
public sealed partial class AuthenticationLog(ILoggerFactory loggers, ICaller caller)
{
    public const string Category = "Xtablo.Authentication";
    private readonly ILogger _logger = loggers.CreateLogger(Category);
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <param name="happened">Such as <c>sign-in by password</c>.</param>
    /// <param name="outcome"><c>done</c>, or why not.</param>
    public void Write(string happened, string outcome, string who) => LogEvent(_logger, happened, outcome, who, caller.Address);

    public static string NameOf(AccountId account) => $"account {account}";

    /// <param name="email">As typed.</param>
    public string NameOf(string? email)
    {
        var key = EmailAddress.TryParse(email, out var parsed) ? parsed.Key : "";
        return key.Length == 0 ? "no e-mail" : $"e-mail {Convert.ToHexStringLower(HashOf(key))[..16]}";
    }

    private byte[] HashOf(string text) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));

    [LoggerMessage(Level = LogLevel.Information, Message = "{Happened}: {Outcome}; {Who}, from {Address}")]
    private static partial void LogEvent(ILogger logger, string happened, string outcome, string who, string address);
}
