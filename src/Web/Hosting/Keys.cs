using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xtablo.Application.Operation;

namespace Xtablo.Web.Hosting;

/// <summary>
/// The keys that protect cookies and forms: with the data, so that sessions survive a restart. That is in a folder, or where
/// several nodes share a database, in that.
/// </summary>
internal static class Keys
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Creates their folder, readable by this user only, and has them kept where they belong.</summary>
    /// <exception cref="SettingException">The data directory cannot be written to.</exception>
    public static void AddKeys(this IServiceCollection services, Settings settings)
    {
        var folder = FolderIn(settings);
        services.AddDataProtection().SetApplicationName("Xtablo");
        services.AddOptions<KeyManagementOptions>().Configure<IServiceProvider, ILoggerFactory>((keys, provider, loggers) =>
            keys.XmlRepository = provider.GetService<IXmlRepository>() ?? new KeyFiles(folder, loggers));
        services.AddHealthChecks().AddCheck<KeyHealth>("keys");
        if (services.Any(service => service.ServiceType == typeof(IXmlRepository)))
        {
            services.Decorate<IKeyManager, KeysOfOthers>();
            services.Decorate<IDataProtectionProvider, SharedProtection>();
        }
    }

    /// <summary>
    /// Reads the keys of the folder, and makes the first: without them every page would fail, so this is known before there is
    /// one.
    /// </summary>
    /// <exception cref="SettingException">They cannot be used.</exception>
    public static void CheckKeys(this IServiceProvider services, Settings settings)
    {
        if (services.GetService<IXmlRepository>() is not null)
        {
            return; // they are shared
        }

        var folder = FolderIn(settings);
        try
        {
            var name = Path.GetRandomFileName() + ".probe"; // one in 32,768 would end in .xml, and be read as a key
            using var probe = File.Create(Path.Combine(folder.FullName, name), 1, FileOptions.DeleteOnClose);
            services.GetRequiredService<IDataProtectionProvider>().MustProtect();
        }
        catch (Exception failure)
        {
            throw new SettingException(
                "Xtablo__DataDirectory",
                $"the keys in '{folder}' cannot be used, and no page can be shown without: {failure.GetBaseException().Message}");
        }
    }

    /// <summary>
    /// Does the same with keys that nodes share, one node at a time; takes those of the folder over at first, so that nobody
    /// has to sign in again who did before they were shared.
    /// </summary>
    /// <exception cref="SettingException">They cannot be used.</exception>
    public static async Task ShareKeysAsync(this IServiceProvider services, Settings settings, CancellationToken ct)
    {
        if (services.GetService<IXmlRepository>() is not { } shared)
        {
            return;
        }

        await services.GetRequiredService<IOneAtATime>().DoAsync(
            () =>
            {
                new KeyFiles(FolderIn(settings), services.GetRequiredService<ILoggerFactory>()).HandOverTo(shared);
                services.GetRequiredService<IDataProtectionProvider>().MustProtect();
                return Task.CompletedTask;
            },
            ct);
    }

    /// <summary>Protects as cookies and forms are protected, and reads that again.</summary>
    /// <exception cref="Exception">It is not possible: every page would fail.</exception>
    private static void MustProtect(this IDataProtectionProvider protection)
    {
        var protector = protection.CreateProtector("Xtablo.Hosting.Keys");
        _ = protector.Unprotect(protector.Protect("anything"));
    }

    private static DirectoryInfo FolderIn(Settings settings)
    {
        var folder = Path.Combine(settings.DataDirectory, "keys");
        try
        {
            return OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(folder)
                : Directory.CreateDirectory(folder, OwnerAlone);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(
                "Xtablo__DataDirectory", $"'{settings.DataDirectory}' cannot be written to: {failure.Message}");
        }
    }

    /// <summary>Not healthy while pages fail because nothing can be protected.</summary>
    private sealed class KeyHealth(IDataProtectionProvider protection) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                protection.MustProtect();
                return Task.FromResult(HealthCheckResult.Healthy());
            }
            catch (Exception failure)
            {
                return Task.FromResult(HealthCheckResult.Unhealthy($"Nothing can be protected: {failure.Message}"));
            }
        }
    }
}
