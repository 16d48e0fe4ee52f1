package io.portolan.spec;

import io.portolan.spec.Authentication.ApiKey;
import io.portolan.spec.Authentication.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Gives what remembers its path in one document the path it has in another.
 *
 * @param from the section there
 * @param to the section here
 */
record Move(String from, String to) {

    @Nullable
    Authentication of(@Nullable Authentication authentication) {
        return switch (authentication) {
            case null -> null;
            case Authentication.Bearer it -> new Authentication.Bearer(path(it.where()), secret(it.token()));
            case Authentication.Basic it ->
                new Authentication.Basic(path(it.where()), secret(it.username()), secret(it.password()));
            case Authentication.Digest it ->
                new Authentication.Digest(path(it.where()), secret(it.username()), secret(it.password()));
            case Authentication.ApiKeys it ->
                new Authentication.ApiKeys(
                        path(it.where()), it.keys().stream().map(this::key).toList());
            case Authentication.OAuth2 it ->
                new Authentication.OAuth2(
                        path(it.where()),
                        it.grant(),
                        orNull(it.tokenEndpoint()),
                        orNull(it.clientId()),
                        orNull(it.clientSecret()),
                        orNull(it.refreshToken()),
                        orNull(it.scope()),
                        orNull(it.audience()),
                        orNull(it.resource()),
                        it.clientInBody());
            case Authentication.Other it -> new Authentication.Other(path(it.where()), it.type());
        };
    }

    String path(String where) {
        return where.startsWith(from) ? to + where.substring(from.length()) : where;
    }

    private ApiKey key(ApiKey key) {
        return new ApiKey(key.name(), secret(key.value()), key.place());
    }

    private @Nullable Secret orNull(@Nullable Secret secret) {
        return secret == null ? null : secret(secret);
    }

    private Secret secret(Secret secret) {
        return new Secret(secret.text(), path(secret.where()));
    }
}
