using System.Net;
using MailKit.Net.Smtp;
using MailKit.Security;
using Xtablo.Application.Operation;

namespace Xtablo.Infrastructure.Mail;

/// <summary>The connection to the mail server.</summary>
internal static class SmtpLine
{
    private const int TlsFromTheStart = 465;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20); // for each reply

    /// <summary>Connects, and signs in where there is a password. The caller disposes the client.</summary>
    public static async Task<SmtpClient> OpenAsync(SmtpSettings smtp, CancellationToken ct)
    {
        var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        try
        {
            await client.ConnectAsync(smtp.Host, smtp.Port, SecurityOf(smtp), ct);
            if (smtp is { User: { } user, Password: { } password })
            {
                await client.AuthenticateAsync(user, password, ct);
            }

            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>A password never goes over an unencrypted network; within this machine there is no network.</summary>
    private static SecureSocketOptions SecurityOf(SmtpSettings smtp) => smtp.Port == TlsFromTheStart
        ? SecureSocketOptions.SslOnConnect
        : smtp.User is null || IsThisMachine(smtp.Host) ? SecureSocketOptions.StartTlsWhenAvailable
        : SecureSocketOptions.StartTls;

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
