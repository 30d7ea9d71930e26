using System.Globalization;
using System.Net.Mail;

namespace Xtablo.Application.Operation;

/// <summary>The mail server to send through.</summary>
public sealed record SmtpSettings
{
    private const int SubmissionPort = 587; // RFC 6409

    public required string Host { get; init; }

    public required int Port { get; init; }

    /// <summary>Null when the server requires no sign-in.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>An address, or a name and an address: <c>Xtablo &lt;chat@example.org&gt;</c>.</summary>
    public required string From { get; init; }

    /// <param name="value">Returns the value of a key; null when there is none.</param>
    /// <returns>Null when no host is set: no mail is sent.</returns>
    /// <exception cref="SettingException">A value is invalid, or one that the others require is missing.</exception>
    public static SmtpSettings? Read(Func<string, string?> value)
    {
        var port = value(SettingKeys.SmtpPort) is { } text ? PortFrom(text) : SubmissionPort;
        var from = value(SettingKeys.SmtpFrom);
        if (from is not null && !MailAddress.TryCreate(from, out _))
        {
            throw new SettingException(SettingKeys.SmtpFrom, $"'{from}' is not an e-mail address such as 'chat@example.org'.");
        }

        if (value(SettingKeys.SmtpHost) is not { } host)
        {
            return null;
        }

        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            throw new SettingException(SettingKeys.SmtpHost, $"'{host}' is not the name of a host, such as 'mail.example.org'.");
        }

        if (value(SettingKeys.SmtpPassword) is not null != value(SettingKeys.SmtpUser) is not null)
        {
            throw new SettingException(
                value(SettingKeys.SmtpUser) is null ? SettingKeys.SmtpUser : SettingKeys.SmtpPassword,
                $"it must be set too: {SettingKeys.SmtpUser} and {SettingKeys.SmtpPassword} go together.");
        }

        return new SmtpSettings
        {
            Host = host,
            Port = port,
            User = value(SettingKeys.SmtpUser),
            Password = value(SettingKeys.SmtpPassword),
            From = from ?? throw new SettingException(
                SettingKeys.SmtpFrom, $"it must be set when {SettingKeys.SmtpHost} is: mails have a sender."),
        };
    }

    /// <summary>Omits the password wherever the settings are printed.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    private static int PortFrom(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            ? port
            : throw new SettingException(SettingKeys.SmtpPort, $"'{text}' is not a port; it is a number from 1 to 65535.");
}
